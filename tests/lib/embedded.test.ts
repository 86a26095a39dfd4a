// The embedded database behaves as a server does: its own answers to each, rollback of what was dropped, and nothing acknowledged lost.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { takeDataDirLock } from '@/lib/lakebase/data-dir-lock'
import { openEmbedded } from '@/lib/lakebase/database'
import { PgliteThread } from '@/lib/lakebase/pglite-thread'
import { getMemoryAt } from '@/lib/store/read'
import { onDatabase } from '../support/databases'
import { newDataDir, templateIn } from '../support/embedded-template'
import { codeOf, codePointEmbedder, embeddingsOf, expectedOf, storeWith, viewer } from '../support/stores'

onDatabase('embedded', (use) => {
  test('200 queries at once, half of them failing, each get their own answer', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        use().pool.query(n % 2 ? 'select $1::int as n' : 'select 1 / ($1::int - $1::int)', [n]),
      ),
    )
    for (const [n, answer] of answers.entries())
      if (n % 2) expect(answer.status === 'fulfilled' && answer.value.rows).toEqual([{ n }])
      else expect(answer.status === 'rejected' && answer.reason.code).toBe('22012')
  })

  test('a failed statement ends neither the connection nor its session', async () => {
    await expect(use().pool.query('select no_such_column')).rejects.toMatchObject({ code: '42703' })
    await expect(use().pool.query('select $1::int', ['x'])).rejects.toMatchObject({ code: '22P02' })
    expect((await use().pool.query('show timezone')).rows).toEqual([{ TimeZone: 'UTC' }])
  })

  test('a transaction whose connection is dropped is rolled back, and the next one starts afresh', async () => {
    await use().pool.query('create table dropped (n int)')
    const client = await use().pool.connect()
    await client.query('begin')
    await client.query(
      `insert into dropped values (1); set local search_path to nowhere; create temporary table mine (n int)`,
    )
    client.release(true)
    expect((await use().pool.query('select count(*)::int as n from public.dropped')).rows).toEqual([{ n: 0 }])
    expect((await use().pool.query(`select to_regclass('mine') as mine`)).rows).toEqual([{ mine: null }])
    expect((await use().pool.query('show timezone')).rows).toEqual([{ TimeZone: 'UTC' }])
  })

  test('a client that waits gets its turn after the transaction before it', async () => {
    await use().pool.query('create table turns (n int)')
    const client = await use().pool.connect()
    await client.query('begin; insert into turns values (1)')
    const later = use().pool.query('select count(*)::int as n from turns')
    await client.query('insert into turns values (2)')
    await client.query('commit')
    client.release()
    expect((await later).rows).toEqual([{ n: 2 }])
  })

  test('a large value goes in and comes out whole', async () => {
    const text = 'é😀'.repeat(500_000)
    const { rows } = await use().pool.query<{ text: string }>('select $1::text as text', [text])
    expect(rows[0]?.text === text).toBe(true)
  })

  test('the process goes on with other work while a statement runs', async () => {
    let turns = 0
    let isDone = false
    const query = use()
      .pool.query('select count(*) from generate_series(1, 3000000)')
      .finally(() => {
        isDone = true
      })
    while (!isDone) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      turns++
    }
    await query
    expect(turns).toBeGreaterThan(5)
  })
})

test('a statement without end ends the database, not the process, and says so', async () => {
  let ended: Error | undefined
  const { path, remove } = newDataDir(await templateIn(inject('templateFolder')))
  const thread = new PgliteThread(path, (error) => (ended = error), 300)
  onTestFinished(remove)
  await thread.open()
  const sql = Buffer.from('do $$ begin loop end loop; end $$\0')
  const query = Buffer.concat([Buffer.from('Q'), Buffer.alloc(4), sql])
  query.writeInt32BE(sql.length + 4, 1)
  await expect(thread.execute(query)).rejects.toThrow(/longer than 300 ms/)
  expect(ended?.message).toMatch(/embedded database/)
  expect(thread.ended).toBe(true)
  await expect(thread.open()).rejects.toThrow(/embedded database/)
})

describe('one directory', () => {
  const directories: string[] = []
  const directory = () => {
    const made = mkdtempSync(join(tmpdir(), 'memory-'))
    directories.push(made)
    return join(made, 'data')
  }
  /** One where a database lies already: making one takes seconds. */
  const filledDirectory = async () => {
    const dataDir = directory()
    cpSync(await templateIn(inject('templateFolder')), dataDir, { recursive: true })
    return dataDir
  }
  afterEach(() => {
    for (const made of directories.splice(0)) rmSync(made, { recursive: true, force: true })
  })

  const start = (dataDir: string, name: string) => {
    const options = ['--liftoff-only', '--import', 'tsx'] // as vitest.config.ts does
    const child = spawn(process.execPath, [...options, 'tests/support/embedded-writer.ts', dataDir, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), exit: once(child, 'exit') }
  }

  test('is open in one process; a second is told so, and the first goes on', async () => {
    const dataDir = await filledDirectory()
    const first = start(dataDir, 'a')
    try {
      expect((await first.lines.next()).value).toBe('open')
      const second = start(dataDir, 'b')
      expect((await second.lines.next()).value).toBe(
        `error: Another process has the embedded database open (${dataDir}). Stop it first, or set DATABASE_URL to use a Postgres server.`,
      )
      expect((await second.exit)[0]).toBe(1)
      expect(await codeOf(openEmbedded(dataDir))).toBe('misconfigured')
      expect((await first.lines.next()).value).toMatch(/^a\d+$/)
    } finally {
      first.child.kill('SIGKILL')
      await first.exit
    }
  })

  test('loses nothing acknowledged when its process is killed while writing, time after time', async () => {
    const dataDir = await filledDirectory()
    const acknowledged: string[] = []
    for (const [round, enough] of [40, 15].entries()) {
      const { child, lines, exit } = start(dataDir, `r${round}-`)
      expect((await lines.next()).value).toBe('open')
      let left = enough
      for (;;) {
        const line = await lines.next()
        if (line.done) break
        acknowledged.push(line.value)
        if (--left === 0) child.kill('SIGKILL') // and read on: what it had said before it died counts too
      }
      expect((await exit)[1]).toBe('SIGKILL')
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(55)
    const database = await openEmbedded(dataDir)
    try {
      const store = await storeWith(database.pool, codePointEmbedder(16))
      for (const key of acknowledged) {
        expect((await getMemoryAt(viewer(store, 'ada'), [], key))?.json).toBe(`{"text": "memory ${key}"}`)
        expect(Object.keys(await embeddingsOf(store, 'user_memories.ada', key))).toEqual(['$'])
      }
      const { rows } = await database.pool.query(
        `select (select count(*)::int from store) as rows, (select count(*)::int from store_vectors) as vectors,
                (select count(*)::int from dashboard.audit) as audit`,
      )
      expect(new Set(Object.values(rows[0])).size).toBe(1)
    } finally {
      await database.close()
    }
  })

  test('can be opened again after it was closed, and holds what it held', async () => {
    const dataDir = await filledDirectory()
    const first = await openEmbedded(dataDir)
    await first.pool.query('create table kept as select 1 as n')
    await first.close()
    const second = await openEmbedded(dataDir)
    expect((await second.pool.query('select n from kept')).rows).toEqual([{ n: 1 }])
    await second.close()
  })

  test('takes over the lock of a process that died', async () => {
    const dataDir = directory()
    // a server that ends without removing its socket file, as after SIGKILL
    const code = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`
    const dead = spawn(process.execPath, ['-e', code, `${dataDir}.lock`], { stdio: 'inherit' })
    await once(dead, 'exit')
    expect(existsSync(`${dataDir}.lock`)).toBe(true)
    const unlock = await takeDataDirLock(dataDir)
    expect((await expectedOf(takeDataDirLock(dataDir))).sentence).toMatch(/Another process/)
    unlock()
    const again = await takeDataDirLock(dataDir)
    again()
  })

  test('is not taken from a process that holds it but is slow to answer', async () => {
    const dataDir = directory()
    const holder = createServer((socket) => setTimeout(() => socket.end('x'), 200)).listen(`${dataDir}.lock`)
    await once(holder, 'listening')
    expect(await codeOf(takeDataDirLock(dataDir))).toBe('misconfigured')
    holder.close()
  })

  test('may have a path longer than a socket’s', async () => {
    const dataDir = join(directory(), 'x'.repeat(90), 'y'.repeat(90))
    const unlock = await takeDataDirLock(dataDir)
    expect(await codeOf(takeDataDirLock(dataDir))).toBe('misconfigured')
    unlock()
  })
})
