// The agent beside the people: its own Python store saves into their namespaces, a few memories a second.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { agentPython } from '../support/pythons.mjs'
import type { Person } from './town'

/** What was said last to be stored under a name, and when that was asked and answered. */
export type Said = { json: string; began: number; ended: number }

/** The memory that both the agent and its person write. */
export const BOTH = 'written_by_both'

export type AgentWrites = {
  /** By `id` and key. */
  said: Map<string, Said>
  errors: string[]
  count: number
  /** Ends it and resolves when its last write is answered. */
  stop: () => Promise<void>
}

/** @param perSecond writes; @returns null where there is no Python for it */
export function startAgent(databaseUrl: string, people: Person[], perSecond: number): AgentWrites | null {
  const found = agentPython()
  if (!('python' in found)) return null
  const child = spawn(found.python, ['tests/interop/agent.py', databaseUrl, '64', '["$"]', 'null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PGAPPNAME: 'the agent' },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const writes: AgentWrites = { said: new Map(), errors: [], count: 0, stop: async () => {} }
  const waiting: { name: string; json: string; began: number }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const asked = waiting.shift()
    const { error } = JSON.parse(line) as { error?: string }
    if (error !== undefined) writes.errors.push(error)
    else if (asked !== undefined) writes.said.set(asked.name, { ...asked, ended: Date.now() })
  })
  let turn = 0
  const write = () => {
    if (waiting.length > 20) return // it does not keep up: what is not asked cannot be late
    const { id, canary } = people[(turn * 17) % people.length] as Person
    const key = turn % 3 === 0 ? BOTH : `from_agent_${turn % 7}`
    const json = JSON.stringify({ text: `the agent heard of ${canary}, turn ${turn}` })
    waiting.push({ name: `${id} ${key}`, json, began: Date.now() })
    writes.count++
    turn++
    child.stdin.write(`${JSON.stringify({ verb: 'put', namespace: ['user_memories', id], key, json })}\n`)
  }
  const timer = setInterval(write, 1_000 / perSecond)
  const ended = new Promise((done) => child.once('close', done))
  writes.stop = async () => {
    clearInterval(timer)
    child.stdin.end()
    await ended
    if (waiting.length > 0) writes.errors.push(`${waiting.length} writes of the agent were never answered`)
  }
  return writes
}
