// Starts Next on this machine with what it needs to know: a secret that stays, the interface it listens on, a free port.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

const NEXT = 'node_modules/next/dist/bin/next'
export const HOST = '127.0.0.1'

/**
 * Starts `next start` or `next dev` and ends with it.
 * @param {'start' | 'dev'} mode
 * @param {{ env?: Record<string, string>, args?: string[], onReady?: (address: string) => void }} [options]
 */
export async function launch(mode, { env = {}, args = process.argv.slice(2), onReady } = {}) {
  const port = await choosePort(args)
  const address = `http://${HOST}:${port}`
  const child = spawn(process.execPath, [NEXT, mode, '-H', HOST, '-p', String(port)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      AUTH_TRUST_HOST: 'true',
      LISTEN_HOST: HOST,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? keptSecret(),
      ...env,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('close', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)))
  if (await answers(`${address}/sign-in`, () => child.exitCode === null)) onReady?.(address)
}

/** The secret of sessions and pseudonyms: made once, readable by its owner alone. */
function keptSecret() {
  const path = '.data/secret'
  mkdirSync('.data', { recursive: true })
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}

/** `--port N` (or `-p N`), PORT, or the first free one from 3000. */
async function choosePort(args) {
  const at = args.findIndex((arg) => arg === '--port' || arg === '-p')
  const wanted = Number(at === -1 ? process.env.PORT : args[at + 1])
  if (Number.isInteger(wanted) && wanted > 0) return wanted
  for (let port = 3000; port < 3100; port++) if (await isFree(port)) return port
  throw new Error('No port between 3000 and 3099 is free. Choose one with --port.')
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, HOST, () => server.close(() => done(true)))
  })
}

async function answers(url, isAlive) {
  while (isAlive()) {
    const response = await fetch(url, { redirect: 'manual' }).catch(() => null)
    if (response !== null && response.status < 500) return true
    await new Promise((done) => setTimeout(done, 100))
  }
  return false
}
