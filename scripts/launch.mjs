// Starts Next with what it needs to know: where it listens, and a secret that stays.
import { spawn } from 'node:child_process'
import { keptSecret } from './kept-secret.mjs'
import { chooseListener, Refusal } from './listener.mjs'

const NEXT = 'node_modules/next/dist/bin/next'

/**
 * How long a connection is kept for a next request, in milliseconds: longer than the minute that proxies keep theirs. Node's own five
 * seconds end one while a proxy sends a request on it, who then answers 502.
 */
export const KEEP_ALIVE_MS = 75_000

/**
 * Starts `next start` or `next dev` and ends with it.
 * @param {'start' | 'dev'} mode
 * @param {{ env?: Record<string, string>, listener?: import('./listener.mjs').Listener, onReady?: (address: string) => void }} [options]
 *   without a listener: on this machine only
 */
export async function launch(mode, { env = {}, listener, onReady } = {}) {
  const { host, port } = listener ?? (await listenerOrEnd({ PORT: process.env.PORT }))
  const address = `http://${/^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`
  const kept = mode === 'start' ? ['--keepAliveTimeout', String(KEEP_ALIVE_MS)] : []
  const child = spawn(process.execPath, [NEXT, mode, '-H', host, '-p', String(port), ...kept], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      AUTH_TRUST_HOST: 'true',
      LISTEN_HOST: host,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || keptSecret(),
      ...env,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('close', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)))
  if (onReady && (await answers(`${address}/sign-in`, () => child.exitCode === null))) onReady(address)
}

/** Where to listen; ends the process with a sentence where that cannot be. */
export async function listenerOrEnd(env) {
  try {
    return await chooseListener(process.argv.slice(2), env)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`\n${error.message}\n`)
    process.exit(1)
  }
}

async function answers(url, isAlive) {
  while (isAlive()) {
    const response = await fetch(url, { redirect: 'manual' }).catch(() => null)
    if (response !== null && response.status < 500) return true
    await new Promise((done) => setTimeout(done, 100))
  }
  return false
}
