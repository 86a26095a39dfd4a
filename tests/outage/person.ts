// Somebody who goes on reading, searching, saving, editing and deleting while something fails, and remembers what they were told.
import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type pg from 'pg'
import type { Memory } from '@/lib/shared/memory'
import { type Answer, ask, callAction } from '../support/http'

/** What a person was told of a change: a dashboard that did not answer has said nothing. */
type Told = 'done' | 'not done' | 'not known'

type Deed = {
  action: 'saveNew' | 'saveEdit' | 'remove'
  key: string
  args: Record<string, string>
  told: Told
  sentence: string
}

/** What an answer is during an outage, as a person sees it. */
export type Seen = { what: string; status: number; sentence: string /** Until the answer was whole. */; ms: number }

export type Person = {
  /** Writes memories down that later rounds edit and delete. */
  prepare: (rounds: number) => Promise<void>
  /** Everything once, all at the same time. */
  round: () => Promise<Seen[]>
  /** The list alone. */
  read: () => Promise<Seen>
  /** What was told is what the tables hold; then everything that was not done is sent again as it was, and is there once. */
  settle: () => Promise<Record<Told, number>>
}

const BEFORE = 'stood before the outage'

/**
 * @param who the headers by which they are known: a cookie, or what a proxy forwards
 * @param db sees the tables past whatever fails; the agent's are in its search path
 * @param mark tells their keys from those of an earlier visit
 */
export function personAt(url: string, who: Record<string, string>, db: pg.Pool, mark = ''): Person {
  const deeds: Deed[] = []
  const standing: Memory[] = []
  let names = 0
  const nextName = (what: string) => `${what}${mark}_${++names}`
  const headers = { origin: url, ...who, 'sec-fetch-site': 'same-origin' }
  const get = (path: string) => ask(url, path, { headers })

  async function see(what: string, path: string, isTrue: (answer: Answer) => void): Promise<Seen> {
    const began = performance.now()
    const answer = await get(path)
    isTrue(answer)
    const { status, body } = answer
    return { what, status, sentence: sentenceIn(body), ms: performance.now() - began }
  }

  async function act(action: Deed['action'], key: string, given: Record<string, string>): Promise<Seen> {
    const args = { ...given, operation: randomUUID() }
    const { seen, told } = await send(action, args)
    deeds.push({ action, key, args, told, sentence: seen.sentence })
    return seen
  }

  async function send(action: Deed['action'], args: Record<string, string>): Promise<{ seen: Seen; told: Told }> {
    const began = performance.now()
    const answer = await callAction(url, action, [args], { headers })
    const { status } = answer
    const value = answer.value as { ok: boolean; code?: string; sentence?: string } | undefined
    const told =
      value === undefined ? 'not known' : value.ok ? 'done' : value.code === 'unanswered' ? 'not known' : 'not done'
    expect(value?.code, 'an outage signs nobody out').not.toBe('signed-out')
    return { seen: { what: action, status, sentence: value?.sentence ?? '', ms: performance.now() - began }, told }
  }

  const save = (key: string) => act('saveNew', key, { key, json: JSON.stringify({ text: `${key}: words of mine` }) })
  const read = () => see('list', '/api/memories', isList)

  return {
    read,
    async prepare(rounds) {
      for (let at = 0; at < rounds * 2; at++) {
        const key = nextName('standing')
        const made = await callAction(
          url,
          'saveNew',
          [{ key, json: JSON.stringify({ text: BEFORE }), operation: randomUUID() }],
          { headers },
        )
        standing.push((made.value as { value: Memory }).value)
      }
    },
    async round() {
      const [edited, removed] = [standing.pop(), standing.pop()]
      if (edited === undefined || removed === undefined) throw new Error('prepare more rounds')
      return Promise.all([
        read(),
        see('search', '/api/memories?q=outage', isList),
        see('page', '/memories', isPage),
        see('memory', `/api/memories/${edited.id}`, isMemory),
        save(nextName('saved')),
        act('saveEdit', edited.key, {
          id: edited.id,
          version: edited.version,
          json: JSON.stringify({ text: 'edited meanwhile' }),
        }),
        act('remove', removed.key, { id: removed.id, version: removed.version }),
      ])
    },
    async settle() {
      const counts = { done: 0, 'not done': 0, 'not known': 0 }
      for (const deed of deeds) {
        counts[deed.told]++
        const isDone = await isIn(db, deed)
        if (deed.told === 'done') expect(isDone, `${deed.action} of ${deed.key} was said to be done`).toBe(true)
        if (deed.told === 'not done')
          expect(isDone, `${deed.action} of ${deed.key} was said not to be done: ${deed.sentence}`).toBe(false)
      }
      for (const deed of deeds.filter(({ told }) => told !== 'done')) {
        const again = await send(deed.action, deed.args)
        expect([again.told, again.seen.sentence], `${deed.action} of ${deed.key}, sent again`).toEqual(['done', ''])
      }
      for (const deed of deeds) expect(await isIn(db, deed), `${deed.action} of ${deed.key}, in the end`).toBe(true)
      deeds.length = 0
      return counts
    },
  }
}

/** Whether a change was made, by the agent's table and by the audit, which must agree; a change that was made twice is an error. */
async function isIn(db: pg.Pool, { action, key, args }: Deed): Promise<boolean> {
  const { rows } = await db.query<{ text: string | null; audited: number }>(
    `select (select value->>'text' from store where key = $1) as text,
            (select count(*)::int from dashboard.audit where op_id = $2::uuid) as audited`,
    [key, args.operation],
  )
  const { text = null, audited = 0 } = rows[0] ?? {}
  const isDone = action === 'remove' ? text === null : text !== null && text !== BEFORE
  expect(audited, `entries in the audit of ${action} of ${key}`).toBe(isDone ? 1 : 0)
  return isDone
}

const NOTHING = /Nothing is remembered about you yet|No memory matches|No memory passes|No memory holds/

/** Memories, or an outage that is said; never nothing. */
function isList({ status, body }: Answer): void {
  expect([200, 503], body).toContain(status)
  if (status === 200) expect(body, 'an empty list').toMatch(/standing\w*_\d/)
  else expect(sentenceIn(body)).not.toBe('')
}

function isMemory({ status, body }: Answer): void {
  expect([200, 503], body).toContain(status)
}

/** Also an error is a page, and none sends anybody away to sign in. */
function isPage({ status, body, headers }: Answer): void {
  expect([200, 500, 503], `${status} ${headers.location}`).toContain(status)
  expect(body).not.toMatch(NOTHING)
}

function sentenceIn(body: string): string {
  try {
    return (JSON.parse(body) as { sentence?: string }).sentence ?? ''
  } catch {
    return ''
  }
}
