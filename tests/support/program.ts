// A program as a person starts it in a terminal.
import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { expect } from '@playwright/test'

const running = new Set<ChildProcess>()

/** What a test that failed has left. */
export function killPrograms(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** The demonstration. */
export const DEMO = ['--import', 'tsx', 'scripts/demo.ts']

/** Starts it with nothing of this process's settings but its PATH. */
export function run(args: string[], env: Record<string, string> = {}) {
  const { PATH = '', HOME = '', NEXT_DIST_DIR = '' } = process.env
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      ...(NEXT_DIST_DIR === '' ? {} : { NEXT_DIST_DIR }),
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
      ...env,
    },
  })
  running.add(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)))
  const ended = new Promise<number | null>((done) =>
    child.once('close', (code) => {
      running.delete(child)
      done(code)
    }),
  )
  return {
    printed: () => printed,
    ended,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
    until: async (text: string) => {
      await expect.poll(() => printed.includes(text) || child.exitCode !== null, { timeout: 90_000 }).toBe(true)
      expect(printed).toContain(text)
    },
  }
}
/** Whether somebody listens there. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, host, () => {
      socket.destroy()
      done(true)
    })
    socket.setTimeout(3_000, () => socket.destroy())
    socket.once('error', () => done(false))
    socket.once('close', () => done(false))
  })
}
