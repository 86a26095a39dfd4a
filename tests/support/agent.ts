// The agent's own Python store, in a process of its own, on the same database as ours.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'

type Command =
  | { verb: 'setup' }
  | { verb: 'put'; namespace: string[]; key: string; json: string }
  | { verb: 'get' | 'delete' | 'put-again'; namespace: string[]; key: string }
  | { verb: 'search' | 'tool'; namespace: string[]; query: string; limit: number }
  | { verb: 'reference-tool'; namespace: string[]; query: string }
  | { verb: 'loads'; texts: string[] }
  | { verb: 'thread-setup' }
  | { verb: 'thread-put'; thread: string; said: string; configurable?: Record<string, string> }
  | { verb: 'thread-get'; thread: string }

export type PythonAgent = { run: <T>(command: Command) => Promise<T>; close: () => void }

/**
 * Starts tests/interop/agent.py; commands are answered in order.
 * @param ttl upstream's TTLConfig
 */
export function startAgent(
  url: string,
  dims: number,
  fields: string[],
  ttl: { omit_expired?: boolean; refresh_on_read?: boolean } | null = null,
): PythonAgent {
  const child = spawn(
    inject('agentPython') ?? '',
    ['tests/interop/agent.py', url, String(dims), JSON.stringify(fields), JSON.stringify(ttl)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    },
  )
  const waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { ok, error } = JSON.parse(line) as { ok?: unknown; error?: string }
    const next = waiting.shift()
    if (error === undefined) next?.resolve(ok)
    else next?.reject(new Error(error))
  })
  child.once('close', (code) => {
    for (const { reject } of waiting) reject(new Error(`the agent ended (${code})`))
  })
  return {
    run: <T>(command: Command) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ resolve: (value) => resolve(value as T), reject })
        child.stdin.write(`${JSON.stringify(command)}\n`)
      }),
    close: () => child.stdin.end(),
  }
}
