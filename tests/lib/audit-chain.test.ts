// "Deleting, altering, inserting or reordering any row is found", by whoever owns the tables and has switched off what keeps them.
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnds } from '@/lib/audit/checkpoint-file'
import { readLine, readPublicKey, signerOf, writeLine, writePublicKey } from '@/lib/audit/checkpoints'
import { auditStanding, type Seal, sealAudit } from '@/lib/audit/seal'
import { verifyAudit } from '@/lib/audit/verify'
import { examineCheckpoints } from '@/lib/health/audit'
import type { Database } from '@/lib/lakebase/database'
import { appendAudit } from '@/lib/store/audit/record'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { inTransaction } from '@/lib/store/transaction'
import { onDatabase, onEachDatabase } from '../support/databases'
import { codePointEmbedder, freshStore, storeWith, viewer } from '../support/stores'
import { rechained, renumbered, tampered, UNNUMBERED } from '../support/tampering'

const signer = signerOf('11'.repeat(32))
const folder = mkdtempSync(join(tmpdir(), 'memory-audit-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newSeal = (): Seal => ({ file: join(folder, `${randomUUID()}.jsonl`), signer })
const prove = (pool: pg.Pool, seal: Seal, atOnce?: number) =>
  verifyAudit(pool, { file: seal.file, keys: [signer.publicKey], atOnce })

const entry = (at: number) => ({
  ...({ action: 'memory.search', surface: 'mcp', role: 'agent', actor: `a${at % 7}`, subject: `s${at % 5}` } as const),
  ...(at % 3 === 0 ? { memory: `m${at}`, reason: `“${at}”\n, 4:x \u{1F600}` } : {}),
  ...{ outcome: at % 11 === 0 ? ('refused' as const) : ('done' as const), detail: { at, é: [1.5, null, { b: '"' }] } },
})

/** A few writes of a person, and rows of other kinds beside them. */
async function record(database: Database, count: number) {
  const { endpoint } = await freshStore(database)
  await endpoint.close()
  const ada = viewer(await storeWith(database.pool, codePointEmbedder(16)), 'ada@corp.com')
  const made = await createMemory(ada, { key: 'tea', json: '{"memory": "Green"}' })
  const edited = await editMemory(ada, { id: made.id, version: made.version, json: '{"memory": "Black"}' })
  await putMemory(ada, { key: 'dog', json: '{"memory": "Rex"}' })
  const { id } = await deleteMemory(ada, { id: edited.id })
  await undoRemoval(ada, id)
  await inTransaction(database.pool, async (client) => {
    for (let at = 0; at < count; at++) await appendAudit(client, entry(at))
  })
  return ada
}

onEachDatabase((use) => {
  test('a record of all kinds holds, in any time zone; what was sealed is known, also by the public key alone', async () => {
    const { pool } = use()
    const seal = newSeal()
    expect(await sealAudit(pool, seal)).toMatchObject({ entries: 0, sealed: null, problem: null })
    await record(use(), 40)
    expect(await auditStanding(pool, seal)).toMatchObject({ entries: 45, sealed: null, problem: null })
    await sealAudit(pool, seal)
    await sealAudit(pool, seal)
    await appendAudit(pool, entry(1))
    await pool.query(`set timezone = 'Asia/Kathmandu'`)
    await pool.query(`set datestyle = 'SQL, DMY'`)
    const [key] = [readPublicKey(writePublicKey(signer.publicKey))]
    const verdict = await verifyAudit(pool, { file: seal.file, keys: key === null || key === undefined ? [] : [key] })
    await pool.query('reset all')
    expect(verdict).toMatchObject({ entries: 46, holding: 46, isComplete: true, breaks: [] })
    expect(verdict.checkpoints).toMatchObject({ count: 1, last: { seq: 45 } })
    expect(await auditStanding(pool, seal)).toMatchObject({ entries: 46, sealed: { seq: 45 }, problem: null })
    expect(await verifyAudit(pool, { file: seal.file, keys: [signer.publicKey], withinMs: 0 })).toMatchObject({
      ...{ holding: 0, isComplete: false, breaks: [] },
    })
  })

  test('a write that is taken back leaves no row, and no gap', async () => {
    const { pool } = use()
    const before = await prove(pool, newSeal())
    await inTransaction(pool, async (client) => {
      await appendAudit(client, entry(1))
      throw new Error('given up')
    }).catch(() => {})
    await appendAudit(pool, entry(2))
    expect(await prove(pool, newSeal())).toMatchObject({ entries: before.entries + 1, breaks: [] })
  })
})

onDatabase('postgres', (use) => {
  const ENTRIES = 305
  const middle = newSeal()
  beforeAll(async () => {
    await record(use(), 200)
    await sealAudit(use().pool, middle)
    for (let at = 0; at < 100; at++) await appendAudit(use().pool, entry(at))
  })
  const pool = () => use().pool
  const audit = (seq: number) => `(select audit_id from dashboard.audit_chain where seq = ${seq})`
  const firstBreak = (tamper: readonly string[], seal = newSeal(), atOnce?: number) =>
    tampered(pool(), tamper, async (inside) => {
      const { breaks, holding } = await prove(inside, seal, atOnce)
      return { kind: breaks[0]?.kind, seq: breaks[0]?.seq, holding }
    })
  const somewhere = () => randomInt(2, ENTRIES - 5)

  test.each([
    ['at', `at + interval '1 microsecond'`],
    ['op_id', 'gen_random_uuid()'],
    ['action', `'memory.read'`],
    ['surface', `'server'`],
    ['role', `case role when 'user' then 'admin' else 'user' end`],
    ['actor', `actor || ' '`],
    ['subject', `'somebody else'`],
    ['memory', `case when memory is null then '' end`],
    ['outcome', `'failed'`],
    ['reason', `coalesce(reason, '') || '.'`],
    ['before_hash', `case when before_hash is null then 'x' end`],
    ['after_hash', `case when after_hash is null then 'x' end`],
    ['detail', `detail || '{"at": -1}'`],
  ])('an altered %s is found where it is', async (column, value) => {
    const seq = somewhere()
    const altered = await firstBreak([`update dashboard.audit set ${column} = ${value} where id = ${audit(seq)}`])
    expect(altered).toEqual({ kind: 'altered', seq, holding: seq - 1 })
  })

  test('a deleted row is found, alone, with its entry, with several, and where the rest is numbered anew', async () => {
    const seq = somewhere()
    const both = (at: number) => [
      `delete from dashboard.audit where id = ${audit(at)}`,
      `delete from dashboard.audit_chain where seq = ${at}`,
    ]
    expect(await firstBreak([`delete from dashboard.audit where id = ${audit(seq)}`])).toMatchObject({
      kind: 'row-missing',
      seq,
    })
    expect(await firstBreak(both(seq))).toMatchObject({ kind: 'entry-missing', seq })
    expect(await firstBreak([...both(seq + 3), ...both(seq)])).toMatchObject({ kind: 'entry-missing', seq })
    expect(await firstBreak([...both(seq), ...renumbered(seq, -1)])).toMatchObject({ kind: 'altered', seq })
    expect(await firstBreak([...both(1), ...renumbered(1, -1)])).toMatchObject({ kind: 'altered', seq: 1 })
    const changedId = [
      'alter table dashboard.audit alter id drop identity',
      `update dashboard.audit set id = 999999 where id = ${audit(seq)}`,
    ]
    expect(await firstBreak(changedId)).toMatchObject({ kind: 'row-missing', seq })
  })

  test('an inserted one is found: past the chain, in its middle, and at its end without a row', async () => {
    const seq = somewhere()
    const row = `insert into dashboard.audit (op_id, action, surface, role, actor, subject)
                 values (gen_random_uuid(), 'memory.read', 'mcp', 'agent', 'x', 'y')`
    expect(await firstBreak([row])).toMatchObject({ kind: 'inserted', seq: null })
    const chained = (at: number) => `insert into dashboard.audit_chain (seq, audit_id, hash)
      select ${at}, max(a.id), sha256((select hash from dashboard.audit_chain where seq = ${at - 1}) || dashboard.audit_bytes((select x from dashboard.audit x order by id desc limit 1)))
        from dashboard.audit a`
    const loose = `insert into dashboard.audit_chain (seq, audit_id, hash) select ${seq}, max(id), sha256('x') from dashboard.audit`
    expect(await firstBreak([row, ...renumbered(seq, 1), loose])).toMatchObject({ kind: 'inserted', seq })
    // with the right hash it holds itself, and the one after it does not
    expect(await firstBreak([row, ...renumbered(seq, 1), chained(seq)])).toMatchObject({ seq: seq + 1, holding: seq })
    const below = (at: number) =>
      `insert into dashboard.audit_chain (seq, audit_id, hash) select ${at}, max(id), sha256('x') from dashboard.audit`
    for (const at of [0, -4])
      expect(await firstBreak([row, UNNUMBERED, below(at)])).toMatchObject({ kind: 'inserted', seq: at })
    const rowless = `insert into dashboard.audit_chain (seq, audit_id, hash) values (${ENTRIES + 1}, 999999, sha256('x'))`
    expect(await firstBreak([rowless])).toMatchObject({ kind: 'row-missing', seq: ENTRIES + 1 })
  })

  test('two exchanged, and an altered link, are found where the first of them is', async () => {
    const [one, other] = [somewhere(), ENTRIES - 1]
    const swapped = (column: 'audit_id' | 'seq') => [
      `create temp table swap on commit drop as select * from dashboard.audit_chain where seq in (${one}, ${other})`,
      `delete from dashboard.audit_chain where seq in (${one}, ${other})`,
      column === 'seq'
        ? `insert into dashboard.audit_chain select ${one + other} - seq, audit_id, hash from swap`
        : `insert into dashboard.audit_chain select a.seq, b.audit_id, a.hash from swap a join swap b on a.seq <> b.seq`,
    ]
    expect(await firstBreak(swapped('audit_id'))).toMatchObject({ kind: 'moved', seq: one })
    expect(await firstBreak(swapped('seq'))).toMatchObject({ seq: one })
    expect(await firstBreak([`update dashboard.audit_chain set hash = sha256('x') where seq = ${one}`])).toMatchObject({
      ...{ kind: 'chain-altered', seq: one },
    })
    // also where a page ends
    expect(await firstBreak(swapped('audit_id'), newSeal(), one)).toMatchObject({ kind: 'moved', seq: one })
    const link = [`update dashboard.audit_chain set hash = sha256('x') where seq = ${one}`]
    expect(await firstBreak(link, newSeal(), one)).toMatchObject({ kind: 'chain-altered', seq: one })
  })

  test('counts that are not those of the entries are found, whichever of them was changed', async () => {
    const count = 'select dashboard.count_audit(250)'
    expect(await firstBreak([count])).toEqual({ kind: undefined, seq: undefined, holding: ENTRIES })
    for (const change of [
      `delete from dashboard.audit_count where action = 'memory.search'`,
      `delete from dashboard.audit_count where unit = 'hour' and outcome = 'refused'`,
      `update dashboard.audit_count set entries = entries - 1 where unit = 'day'`,
      `update dashboard.audit_count set last_id = last_id - 1 where unit = 'month'`,
      `update dashboard.audit_count set first_id = first_id + 1 where unit = 'hour'`,
      `update dashboard.audit_count set slot = slot - interval '1 day' where unit = 'day'`,
      `update dashboard.audit_count set actor = 'x'`,
      "insert into dashboard.audit_count select unit, slot, 'future.thing', surface, role, outcome, actor, 1, 1, 1 from dashboard.audit_count limit 1",
      'update dashboard.audit_counted set seq = 249',
      'update dashboard.audit_counted set seq = 99999',
      'delete from dashboard.audit_counted',
    ]) {
      const found = await firstBreak([count, change])
      expect([change, found]).toEqual([change, { kind: 'counts', seq: null, holding: ENTRIES }])
    }
  })

  test('of a backlog no more is counted with a commit than it has time for', async () => {
    const place = (seq: number) => `insert into dashboard.audit_chain (seq, audit_id, hash)
      select ${seq}, min(a.id), '' from dashboard.audit a where not exists (select from dashboard.audit_chain c where c.audit_id = a.id)`
    const backlog = [
      `insert into dashboard.audit (op_id, action, surface, role, actor, subject)
       select gen_random_uuid(), 'memory.search', 'mcp', 'agent', 'x', 'y' from generate_series(1, 12000)`,
      `insert into dashboard.audit_chain (seq, audit_id, hash)
       select n + (n >= 12000)::int, id, '' from (
         select ${ENTRIES} + row_number() over (order by a.id) as n, a.id from dashboard.audit a
          where not exists (select from dashboard.audit_chain c where c.audit_id = a.id)) a limit 11990`,
      'set local session_replication_role = origin',
    ]
    const covered = async (inside: pg.Pool) => {
      const { rows } = await inside.query('select seq::int from dashboard.audit_counted')
      return rows[0]?.seq
    }
    await tampered(pool(), [...backlog, place(12_000)], async (inside) => expect(await covered(inside)).toBe(10_000))
    await tampered(pool(), [...backlog, place(12_000), place(13_000)], async (inside) =>
      expect(await covered(inside)).toBe(13_000),
    )
  })

  test('a chain that was made to fit is found as far as it was sealed; after that it is not, and the count says so', async () => {
    const alter = (seq: number) => [
      `update dashboard.audit set actor = 'somebody else' where id = ${audit(seq)}`,
      ...rechained(seq),
    ]
    const [sealed, after] = [randomInt(2, 205), randomInt(206, ENTRIES)]
    expect(await firstBreak(alter(sealed), middle)).toMatchObject({ kind: 'rewritten', seq: 1 })
    await tampered(pool(), alter(after), async (inside) => {
      const { breaks, entries, checkpoints } = await prove(inside, middle)
      expect(breaks).toEqual([])
      expect(entries - (checkpoints.last?.seq ?? 0)).toBe(ENTRIES - 205)
      expect(await auditStanding(inside, middle)).toMatchObject({ problem: null })
    })
    await tampered(pool(), alter(sealed), async (inside) => {
      expect((await auditStanding(inside, middle)).problem).not.toBeNull()
      // nor is it sealed over
      const before = readFileSync(middle.file, 'utf8')
      expect((await sealAudit(inside, middle)).problem).not.toBeNull()
      expect(readFileSync(middle.file, 'utf8')).toBe(before)
    })
  })

  test('a tail that was cut is found by what was sealed, and by nothing else', async () => {
    const seal = newSeal()
    await sealAudit(pool(), seal)
    const cut = [
      `delete from dashboard.audit where id in (select audit_id from dashboard.audit_chain where seq > ${ENTRIES - 3})`,
      `delete from dashboard.audit_chain where seq > ${ENTRIES - 3}`,
    ]
    expect(await firstBreak(cut, seal)).toEqual({ kind: 'cut', seq: ENTRIES - 2, holding: ENTRIES - 3 })
    expect(await firstBreak(cut)).toMatchObject({ kind: undefined })
    await tampered(pool(), cut, async (inside) => {
      expect((await auditStanding(inside, seal)).problem).not.toBeNull()
    })
    const all = ['delete from dashboard.audit_chain', 'delete from dashboard.audit']
    expect(await firstBreak(all, seal)).toMatchObject({ kind: 'cut', seq: 1 })
    const anew = [
      `update dashboard.audit set actor = 'somebody else' where id = ${audit(1)}`,
      'update dashboard.audit_chain c set hash = sha256(dashboard.audit_bytes(a)) from dashboard.audit a where c.seq = 1 and a.id = c.audit_id',
      ...rechained(2),
    ]
    expect(await firstBreak([...cut, ...anew], seal)).toEqual({ kind: 'rewritten', seq: 1, holding: 0 })
  })

  describe('a checkpoint', () => {
    const seal = newSeal()
    const lines = () => readFileSync(seal.file, 'utf8').trimEnd().split('\n')
    const withLines = async (changed: readonly string[], key = signer) => {
      const file = join(folder, `${randomUUID()}.jsonl`)
      writeFileSync(file, `${changed.join('\n')}\n`)
      const { breaks } = await verifyAudit(pool(), { file, keys: [key.publicKey] })
      return breaks.map(({ kind, said }) => `${kind}: ${said.values?.line ?? ''}`)
    }
    beforeAll(async () => {
      for (let at = 0; at < 4; at++) {
        await sealAudit(pool(), seal)
        await appendAudit(pool(), entry(at))
      }
    })

    test('of another key proves nothing and breaks nothing; those after it are read', async () => {
      const mixed = newSeal()
      const other = signerOf('22'.repeat(32))
      const add = async (key: typeof signer) => {
        await appendAudit(pool(), entry(1))
        await sealAudit(pool(), { ...mixed, signer: key })
      }
      for (const key of [other, other, signer]) await add(key)
      const { breaks, doubts, checkpoints } = await prove(pool(), mixed)
      expect([breaks, checkpoints.count]).toEqual([[], 1])
      expect(doubts.map(({ values }) => [values?.line, values?.count])).toEqual([[1, 2]])
      await add(other)
      expect(await auditStanding(pool(), mixed)).toMatchObject({
        sealed: null,
        problem: null,
        doubt: expect.anything(),
      })
      const finding = () => examineCheckpoints(mixed.file, () => auditStanding(pool(), mixed))
      expect((await finding()).state).toBe('unknown')
      // with both keys all of it is proven
      const both = await verifyAudit(pool(), { file: mixed.file, keys: [signer.publicKey, other.publicKey] })
      expect(both).toMatchObject({ breaks: [], doubts: [], checkpoints: { count: 4 } })
      // and after it this key seals, also where nothing new was recorded
      expect(await sealAudit(pool(), mixed)).toMatchObject({ sealed: { seq: both.entries }, problem: null })
      expect((await prove(pool(), mixed)).checkpoints.count).toBe(2)
      expect(await finding()).toMatchObject({ state: 'fine', said: { values: { seq: both.entries } } })
    })

    test('that was not written to its end is told, and those after it count', async () => {
      const torn = newSeal()
      writeFileSync(torn.file, `${lines().join('\n')}\n${lines()[0]?.slice(0, 100)}`)
      await sealAudit(pool(), torn)
      const verdict = await prove(pool(), torn)
      expect(verdict).toMatchObject({ breaks: [], checkpoints: { count: 5, last: { seq: verdict.entries } } })
      expect(verdict.doubts.map(({ values }) => values?.line)).toEqual([5])
    })

    test('is found where another database has written much since', async () => {
      const shared = newSeal()
      await sealAudit(pool(), shared)
      const own = readLine(readFileSync(shared.file, 'utf8').trim()) ?? expect.fail('no line')
      const foreign = writeLine(signer, { ...own, record: randomUUID() })
      writeFileSync(shared.file, `${foreign}\n`.repeat(1_000), { flag: 'a' })
      await appendAudit(pool(), entry(1))
      await sealAudit(pool(), shared)
      expect(await prove(pool(), shared)).toMatchObject({
        breaks: [],
        doubts: [],
        checkpoints: { count: 2, others: 1_000 },
      })
      expect(await readEnds(shared.file, 'nobody’s', signer.publicKey)).toEqual({
        last: null,
        own: null,
        others: 1_002,
      })
    })

    test('with any byte changed is refused', async () => {
      expect(await withLines(lines())).toEqual([])
      const second = lines()[1] ?? ''
      for (let times = 0; times < 25; times++) {
        const at = randomInt(second.length)
        const byte = second[at] === '0' ? '1' : '0'
        const forged = second.slice(0, at) + byte + second.slice(at + 1)
        const verdict = await withLines(lines().with(1, forged))
        // a line of another record is passed over, and then missed by the next
        expect(['checkpoint: 2', 'checkpoint: 3'], forged).toContain(verdict[0])
      }
      const last = { ...seal, file: join(folder, `${randomUUID()}.jsonl`) }
      writeFileSync(last.file, `${second.replace(/"seq":\d+/, '"seq":1')}\n`)
      expect((await auditStanding(pool(), last)).problem).not.toBeNull()
      expect((await sealAudit(pool(), last)).problem).not.toBeNull()
    })

    test('that was taken out, put elsewhere or repeated is missed', async () => {
      const [a = '', b = '', c = '', d = ''] = lines()
      for (const changed of [[a, c, b, d], [a, b, d], [b, c, d], [a, b, b, c, d], [d]])
        expect((await withLines(changed))[0]).toMatch(/^checkpoint: /)
      // what is only taken off the end cannot be missed
      expect(await withLines([a, b])).toEqual([])
    })

    test('is one line, whoever writes at the same time', async () => {
      const shared = newSeal()
      for (let round = 0; round < 3; round++) {
        await appendAudit(pool(), entry(round))
        await Promise.all(Array.from({ length: 5 }, () => sealAudit(pool(), shared)))
      }
      expect((await prove(pool(), shared)).checkpoints.count).toBe(3)
    })
  })

  test('writers at once leave an unbroken chain: 8 clients with 100 writes each, of the same people', async () => {
    const before = await prove(pool(), newSeal())
    const write = `insert into dashboard.audit (op_id, action, surface, role, actor, subject, before_hash)
                   values (gen_random_uuid(), 'memory.read', 'mcp', 'agent', 'x', $1, dashboard.fingerprint($1, '{"memory": 1}'))`
    await Promise.all(
      Array.from({ length: 8 }, async (_, client) => {
        for (let at = 0; at < 100; at++) await pool().query(write, [`new ${(client + at) % 3}`])
      }),
    )
    expect(await prove(pool(), newSeal())).toMatchObject({ entries: before.entries + 800, breaks: [] })
    const { rows } = await pool().query(
      `select count(distinct before_hash)::int as hashes, count(distinct subject)::int as people from dashboard.audit where starts_with(subject, 'new ')`,
    )
    expect(rows).toEqual([{ hashes: 3, people: 3 }])
  })

  test('a write of a transaction that looks at an older state fails whole, or is chained: nothing is corrupted', async () => {
    const before = await prove(pool(), newSeal())
    const client = await pool().connect()
    await client.query('begin isolation level repeatable read')
    await client.query('select 1 from dashboard.audit limit 1')
    await appendAudit(pool(), entry(1))
    await appendAudit(client, entry(2))
    const outcome = await client.query('commit').then(
      () => 1,
      () => 0,
    )
    await client.query('rollback')
    client.release()
    expect(await prove(pool(), newSeal())).toMatchObject({ entries: before.entries + 1 + outcome, breaks: [] })
  })
})
