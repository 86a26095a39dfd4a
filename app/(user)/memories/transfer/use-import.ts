// Compares a chosen file with what is stored, and imports it: a few lines at a time, to be stopped at any moment, never twice.
'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useText } from '#text'
import type { Failure, Result } from '@/lib/shared/result'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { FileProblem, linesOf } from '@/lib/transfer/file'
import { tooLong } from '@/lib/transfer/too-long'
import { compareLines, importLines, takeBackImport } from './actions'
import {
  canBeSent,
  canBeTakenBack,
  comparedAgain,
  emptyFile,
  type ImportFile,
  type Item,
  isDrifted,
  replacedBy,
  requestOf,
  withChoice,
  withLines,
} from './import-file'
import { type ComparedLine, type LineToCompare, REQUEST } from './import-types'

export type Phase =
  | { step: 'choose' }
  /** `share`: how much of the file has been compared, 0 to 1. */
  | { step: 'comparing'; share: number; memories: number }
  | { step: 'compared' }
  | { step: 'importing'; done: number; total: number }
  | { step: 'imported' }
  | { step: 'taking-back'; done: number; total: number }

export type Import = ReturnType<typeof useImport>

export function useImport() {
  const text = useText()
  const client = useQueryClient()
  const router = useRouter()
  const [phase, setPhase] = useState<Phase>({ step: 'choose' })
  const [file, setFile] = useState<ImportFile>(emptyFile(''))
  /** Why nothing of a file can be imported. */
  const [problem, setProblem] = useState<string | null>(null)
  /** Why it did not go on; what was done stays done. */
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = useRef({ isStopped: false })
  const chosenLast = useRef<{ file: Blob; name: string }>(undefined)

  async function attempt<T>(send: () => Promise<Result<T>>): Promise<T | null> {
    const result = await send().catch(() => null)
    if (result?.ok) return result.value
    setFailure(
      result ?? {
        ok: false,
        code: 'offline',
        sentence: text.t('The dashboard did not answer. Check that it is running and that you are online.'),
      },
    )
    return null
  }

  function begin(): { isStopped: boolean } {
    run.current.isStopped = true
    run.current = { isStopped: false }
    setFailure(null)
    setProblem(null)
    return run.current
  }

  async function compare(chosen: Blob, name: string) {
    const current = begin()
    chosenLast.current = { file: chosen, name }
    let found = emptyFile(name)
    setFile(found)
    setPhase({ step: 'comparing', share: 0, memories: 0 })
    const duplicate = (line: number) =>
      text.t('Line {line} has the same key. Keep one of the two lines.', { line: String(line) })
    const giveUp = (why: string | null) => {
      setProblem(why)
      setPhase({ step: 'choose' })
    }
    const flush = async (lines: LineToCompare[]): Promise<boolean> => {
      const compared = await attempt(() => compareLines({ lines }, viewerMark()))
      if (compared === null || current.isStopped) return false
      const foreign = compared.find((one): one is ComparedLine & { kind: 'foreign' } => one.kind === 'foreign')
      if (foreign !== undefined) {
        giveUp(foreign.sentence)
        return false
      }
      found = withLines(found, compared, new Map(lines.map((one) => [one.line, one.text])), duplicate)
      return true
    }
    try {
      let lines: LineToCompare[] = []
      let bytes = 0
      for await (const one of linesOf(chosen)) {
        if (current.isStopped) return
        const size = one.text === null ? Number.POSITIVE_INFINITY : sizeOf(one.text)
        if (one.text === null || size > REQUEST.bytes) {
          found = { ...found, refused: [...found.refused, { line: one.line, text: '', sentence: text.say(tooLong) }] }
          continue
        }
        if (lines.length === REQUEST.compare || bytes + size > REQUEST.bytes) {
          if (!(await flush(lines))) return current.isStopped ? undefined : setPhase({ step: 'choose' })
          setPhase({ step: 'comparing', share: one.bytes / chosen.size, memories: found.items.length })
          lines = []
          bytes = 0
        }
        lines.push({ line: one.line, text: one.text })
        bytes += size
      }
      if (lines.length > 0 && !(await flush(lines))) return current.isStopped ? undefined : setPhase({ step: 'choose' })
      setFile({ ...found, refused: found.refused.toSorted((a, b) => a.line - b.line) })
      setPhase({ step: 'compared' })
    } catch (error) {
      if (current.isStopped) return
      // anything else: the browser could not read the file, because it was moved or changed meanwhile
      giveUp(
        error instanceof FileProblem ? text.say(error.why) : text.t('The file could not be read. Choose it again.'),
      )
    }
  }

  /** Stores everything that is open, or that was not done yet. */
  async function carryOut() {
    const current = begin()
    let now = file
    const items = file.items.filter(canBeSent)
    const total = items.length
    let done = 0
    for (const chunk of chunksOf(items)) {
      setPhase({ step: 'importing', done, total })
      const requests = chunk.map(requestOf)
      const outcomes = await attempt(() => importLines({ items: requests.map(({ request }) => request) }, viewerMark()))
      const after = new Map(requests.map(({ item }, at) => [item.line, { ...item, outcome: outcomes?.[at] ?? null }]))
      now = { ...now, items: now.items.map((item) => after.get(item.line) ?? item) }
      setFile(now)
      if (outcomes === null || current.isStopped) break
      done += chunk.length
    }
    await settle()
  }

  /** Puts back what was replaced. */
  async function putBack() {
    const current = begin()
    let now = file
    const items = file.items.filter(canBeTakenBack)
    let done = 0
    for (const chunk of chunksOf(items)) {
      setPhase({ step: 'taking-back', done, total: items.length })
      const outcomes = await attempt(() => takeBackImport({ items: chunk.map(replacedBy) }, viewerMark()))
      const after = new Map(chunk.map((item, at) => [item.line, { ...item, takenBack: outcomes?.[at] ?? null }]))
      now = { ...now, items: now.items.map((item) => after.get(item.line) ?? item) }
      setFile(now)
      if (outcomes === null || current.isStopped) break
      done += chunk.length
    }
    await settle()
  }

  async function settle() {
    setPhase({ step: 'imported' })
    router.refresh() // how many there are to export
    await Promise.all(['memories', 'memory'].map((name) => client.invalidateQueries({ queryKey: [name] })))
  }

  /** Looks again at what somebody else changed meanwhile; it is then decided anew. */
  async function compareAgain() {
    const current = begin()
    let now = file
    for (const chunk of chunksOf(file.items.filter(isDrifted))) {
      const lines = chunk.map(({ line, text }) => ({ line, text }))
      const compared = await attempt(() => compareLines({ lines }, viewerMark()))
      if (compared === null || current.isStopped) break
      now = comparedAgain(now, compared)
    }
    setFile(now)
    setPhase({ step: 'compared' })
  }

  return {
    phase,
    file,
    problem,
    failure,
    compare,
    /** Compares the same file again, after a failure. */
    retry: () => {
      const last = chosenLast.current
      if (last !== undefined) void compare(last.file, last.name)
    },
    carryOut,
    compareAgain,
    putBack,
    decide: (which: (item: Item) => boolean, change: Partial<Pick<Item, 'choice' | 'newKey'>>) =>
      setFile(withChoice(file, which, change)),
    stop: () => {
      run.current.isStopped = true
      if (phase.step === 'comparing') setPhase({ step: 'choose' })
    },
    startOver: () => {
      begin()
      setFile(emptyFile(''))
      setPhase({ step: 'choose' })
    },
  }
}

function* chunksOf(items: readonly Item[]): Generator<Item[]> {
  let chunk: Item[] = []
  let bytes = 0
  for (const item of items) {
    const size = sizeOf(item.text)
    if (chunk.length > 0 && (chunk.length === REQUEST.import || bytes + size > REQUEST.bytes)) {
      yield chunk
      chunk = []
      bytes = 0
    }
    chunk.push(item)
    bytes += size
  }
  if (chunk.length > 0) yield chunk
}

const encoder = new TextEncoder()

/** Bytes of a text in a request. */
function sizeOf(text: string): number {
  return encoder.encode(JSON.stringify(text)).length
}
