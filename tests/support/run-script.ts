// A script of ours as an operator runs it: a process of its own, with no settings but these.
import { spawn } from 'node:child_process'

/** @param file such as `scripts/doctor.ts` @returns how it ended (-1: by a signal), and all that it printed */
export function runScript(
  file: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  return new Promise((done) => child.once('close', (code) => done({ code: code ?? -1, output })))
}
