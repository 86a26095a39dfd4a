// The secret of an installation that was given none: made once, readable by its owner alone.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

/** @returns {string} 64 hexadecimal digits */
export function keptSecret() {
  const path = '.data/secret'
  mkdirSync('.data', { recursive: true })
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}
