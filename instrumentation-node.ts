// What the server does before its first answer: refuse what is not safe, open the store, fill the demonstration; and when it stops, close the database.
import { checkLocalSignIn } from '@/lib/auth/local-people'
import { fillSearchEntries, prepareDemonstration } from '@/lib/demo/prepare'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { closeDatabase, database } from '@/lib/lakebase/database'
import { memoryStore } from '@/lib/store/configured'
import { purgeRates } from '@/lib/store/rate-limit'
import { purgeExpired } from '@/lib/store/removal'

const PURGE_EVERY_MS = 20_000

export async function start() {
  try {
    environment()
    checkLocalSignIn()
    if (environment().databaseUrl === undefined) {
      await prepareDemonstration()
      fillSearchEntries().catch((error: Error) => console.error('[demonstration]', error.message))
    } else await openStore()
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    console.error(`\n${error.sentence}\n`)
    process.exit(1)
  }
  setInterval(() => void purge(), PURGE_EVERY_MS).unref()
  closeOnSignal()
}

/** A server that is down now may be up at the first request; wrong settings stay wrong. */
async function openStore() {
  try {
    await memoryStore()
  } catch (error) {
    if (!(error instanceof Expected) || error.code === 'misconfigured') throw error
    console.error(`[store] ${error.sentence}`)
  }
}

async function purge() {
  try {
    const { pool } = await database()
    await purgeExpired(pool, (await memoryStore()).catalog.store)
    await purgeRates(pool)
  } catch (error) {
    // tried again at the next tick; expired copies are unreadable meanwhile
    console.error('[purge]', error instanceof Error ? error.message : 'failed')
  }
}

/** Next leaves with process.exit as soon as its own clean-up is done, so the database goes first. */
function closeOnSignal() {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const others = process.listeners(signal) as ((signal: NodeJS.Signals) => void)[]
    process.removeAllListeners(signal)
    process.once(signal, async () => {
      await closeDatabase().catch((error: Error) => console.error('[database] could not be closed:', error.message))
      for (const listener of others) listener(signal)
      if (others.length === 0) process.exit(0)
    })
  }
}
