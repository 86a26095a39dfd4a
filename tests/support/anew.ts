// Files share a process (vitest.config.ts), and the product keeps what the settings ask for until its process ends: these begin anew.
import { vi } from 'vitest'

/** What is made once from the settings, by the names it is kept under (lib/embedding/configured.ts and others). */
const KEPT = ['embedder', 'workspaces', 'ledger', 'readiness'].map((name) => Symbol.for(`memory-dashboard.${name}`))

/** Forgets what the settings of this process were and what was made from them; modules that are imported from now on read them anew. */
export function beginAnew(): void {
  vi.unstubAllEnvs()
  vi.resetModules()
  for (const key of KEPT) Reflect.deleteProperty(globalThis, key)
}
