// The databases every store test runs on: the embedded one, and a real Postgres server with several connections.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type Database, openEmbedded, openPostgres } from '@/lib/lakebase/database'
import { newDataDir, templateIn } from './embedded-template'
import { addressOf, administer, serverTemplate } from './server-template'

export type DatabaseKind = 'embedded' | 'postgres'

/** Runs `body` once on each kind of database; the server is skipped, and counted so, only where there is none. */
export function onEachDatabase(body: (use: () => Database) => void): void {
  for (const kind of ['embedded', 'postgres'] as const) onDatabase(kind, body)
}

/**
 * Runs `body` on the server, or on the embedded database where there is none: for what takes long, and is used on the embedded
 * database by the browser tests.
 */
export function onOneDatabase(body: (use: () => Database) => void): void {
  onDatabase(inject('postgresUrl') === null ? 'embedded' : 'postgres', body)
}

/** Runs `body` on a database of this kind, empty but for our own schema. `use` answers inside tests and hooks. */
export function onDatabase(kind: DatabaseKind, body: (use: () => Database) => void): void {
  describe.skipIf(kind === 'postgres' && inject('postgresUrl') === null)(`on ${kind}`, () => {
    let open: { database: Database; close: () => Promise<void> } | undefined
    beforeAll(async () => {
      open = kind === 'embedded' ? await embedded() : await onServer()
    })
    afterAll(() => open?.close())
    body(() => {
      if (open === undefined) throw new Error('the database is open only inside tests and hooks')
      return open.database
    })
  })
}

async function embedded() {
  const { path, remove } = newDataDir(await templateIn(inject('templateFolder')))
  const database = await openEmbedded(path)
  return {
    database,
    close: async () => {
      await database.close()
      remove()
    },
  }
}

async function onServer() {
  const server = inject('postgresUrl') ?? ''
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = await serverTemplate(server, inject('serverTemplate'))
  await administer(server, `create database ${name} template ${template}`)
  const database = await openPostgres(addressOf(server, name), 8)
  return {
    database,
    close: async () => {
      await database.close()
      await administer(server, `drop database ${name} with (force)`)
    },
  }
}

/** Connection string of the server, for tests that need a client of their own. */
export function connectionString(database: Database): string {
  const options = database.pool.options as { connectionString?: string }
  return options.connectionString ?? ''
}
