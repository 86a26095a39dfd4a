// The agent's real Python store as the other side of the bench, in a process of its own.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ensurePython } from '../ensure-python.mjs'

type Command =
  | { verb: 'setup' }
  | { verb: 'put'; namespace: string[]; key: string; value: object; vector: number[] }
  | { verb: 'search'; namespace: string[]; vector: number[]; limit: number; explain?: boolean }

/** In milliseconds, as measured in Python: the call, and its statements alone. */
export type AgentAnswer = { found: [string, string][]; call: number; statement: number; plan: unknown }

export type BenchAgent = { run: (command: Command) => Promise<AgentAnswer>; close: () => void }

/** Starts scripts/bench/agent.py; null, with the reason printed, where there is no Python. */
export function startBenchAgent(url: string, dims: number): BenchAgent | null {
  const made = ensurePython('agent-python', 'tests/interop/requirements.txt')
  if ('skipped' in made) {
    console.log(`The agent's store: skipped. ${made.skipped}`)
    return null
  }
  const child = spawn(made.python, ['scripts/bench/agent.py', url, String(dims)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting: { resolve: (answer: AgentAnswer) => void; reject: (error: Error) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)))
  child.once('close', (code) => {
    for (const { reject } of waiting) reject(new Error(`the agent ended (${code})`))
  })
  return {
    run: (command) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        child.stdin.write(`${JSON.stringify(command)}\n`)
      }),
    close: () => child.stdin.end(),
  }
}
