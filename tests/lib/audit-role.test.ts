// "The database role of the product cannot update or delete it": on a real server, with a role that owns everything but the audit.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signerOf } from '@/lib/audit/checkpoints'
import { sealAudit } from '@/lib/audit/seal'
import { verifyAudit } from '@/lib/audit/verify'
import { AUDIT_ROLE, handBackAudit, handOverAudit } from '@/lib/lakebase/audit-role'
import { openPostgres } from '@/lib/lakebase/database'
import { migrate } from '@/lib/lakebase/migrate'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { mayChangeAudit } from '@/lib/store/health/audit-owner'
import { readOwnSchema } from '@/lib/store/health/own-schema'
import type { MemoryStore } from '@/lib/store/memory-store'
import { connectionString, onDatabase } from '../support/databases'
import { codePointEmbedder, expectedOf, freshStore, storeWith, viewer } from '../support/stores'

onDatabase('postgres', (use) => {
  const folder = mkdtempSync(join(tmpdir(), 'memory-audit-role-'))
  const seal = { file: join(folder, 'checkpoints.jsonl'), signer: signerOf('33'.repeat(32)) }
  const name = `product_${process.pid}_${Math.floor(performance.now())}`
  let product: Awaited<ReturnType<typeof openPostgres>>
  let store: MemoryStore
  const owner = () => use().pool

  beforeAll(async () => {
    const { endpoint } = await freshStore(use())
    await endpoint.close()
    await owner().query(`create role ${name} login password 'p'`)
    await owner().query(`grant select, insert, update, delete on public.store, public.store_vectors to ${name}`)
    // as where the product has made everything of its own itself
    await owner().query('drop schema dashboard cascade')
    await owner().query(
      `do $$ begin execute format('grant create on database %I to ${name}', current_database()); end $$`,
    )
    const url = new URL(connectionString(use()))
    url.username = name
    url.password = 'p'
    product = await openPostgres(url.href, 4)
    store = await storeWith(product.pool, codePointEmbedder(16))
  })
  afterAll(async () => {
    await product.close()
    await owner().query(`drop schema dashboard cascade; drop owned by ${name} cascade; drop role ${name}`)
    rmSync(folder, { recursive: true, force: true })
  })

  const write = async (key: string) => {
    const ada = viewer(store, 'ada@corp.com')
    const made = await createMemory(ada, { key, json: '{"memory": "Green"}' })
    const edited = await editMemory(ada, { id: made.id, version: made.version, json: '{"memory": "Black"}' })
    const { id } = await deleteMemory(ada, { id: edited.id })
    await undoRemoval(ada, id)
  }
  const tried = async (sql: string) => {
    const client = new pg.Client({ connectionString: product.pool.options.connectionString })
    await client.connect()
    try {
      await client.query(sql)
      return 'done'
    } catch (error) {
      return (error as { code?: string }).code
    } finally {
      await client.end()
    }
  }
  const CHANGES = [
    `update dashboard.audit set actor = 'x'`,
    'delete from dashboard.audit',
    'truncate dashboard.audit, dashboard.audit_chain',
    `update dashboard.audit_chain set hash = sha256('x')`,
    'delete from dashboard.audit_chain',
    'alter table dashboard.audit disable trigger user',
    'alter table dashboard.audit_chain disable trigger keep_audit_chain',
    'alter table dashboard.audit drop column reason',
    'drop trigger keep_audit on dashboard.audit',
    'drop table dashboard.audit cascade',
    'drop table dashboard.audit_chain',
    'drop schema dashboard cascade',
    'alter table dashboard.audit rename to old',
    ...['at', 'id'].map(
      (
        column,
      ) => `insert into dashboard.audit (${column}, op_id, action, surface, role, actor, subject) overriding system value
        values (${column === 'at' ? `'2025-01-01'` : '999'}, gen_random_uuid(), 'memory.read', 'mcp', 'agent', 'x', 'y')`,
    ),
    `insert into dashboard.audit_chain (seq, audit_id, hash) select 999, max(id), sha256('x') from dashboard.audit`,
    `create or replace function dashboard.audit_bytes(a dashboard.audit) returns bytea language sql as $$ select ''::bytea $$`,
    `create or replace function dashboard.keep_audit() returns trigger language plpgsql as $$ begin return new; end $$`,
    'create trigger mine after insert on dashboard.audit for each row execute function dashboard.keep_audit()',
    'create temp table mine (like dashboard.audit); create trigger t after insert on mine for each row execute function dashboard.chain_audit()',
    'update dashboard.audit_count set entries = 0',
    'delete from dashboard.audit_count',
    'truncate dashboard.audit_count, dashboard.audit_counted',
    `insert into dashboard.audit_count select 'hour', now(), 'x', 'x', 'x', 'x', 'x', 1, 1, 1`,
    'update dashboard.audit_counted set seq = 0',
    'drop table dashboard.audit_count, dashboard.audit_counted',
    'alter table dashboard.audit_count add column later int',
    'drop trigger count_audit on dashboard.audit_chain',
    'select dashboard.count_audit(2)',
    'create or replace function dashboard.count_audit(upto bigint) returns void language plpgsql as $$ begin end $$',
    `create or replace function dashboard.count_audit_now() returns trigger language plpgsql security definer as $$
       begin update dashboard.audit_chain set hash = ''; return new; end $$`,
    'create temp table mine (seq bigint); create trigger t after insert on mine for each row execute function dashboard.count_audit_now()',
    `set session_replication_role = replica`,
    `set role ${AUDIT_ROLE}`,
  ]

  test('before, it could; then nothing of it, and what it has to do it does as before', async () => {
    await write('tea')
    expect(await mayChangeAudit(product.pool)).toBe(true)
    expect(
      await tried('alter table dashboard.audit disable trigger user; alter table dashboard.audit enable trigger user'),
    ).toBe('done')
    expect(await tried(`update dashboard.audit set actor = 'x'`)).toBe('42501')

    await owner().query(handOverAudit(name))
    expect(await mayChangeAudit(product.pool)).toBe(false)
    await owner().query(
      `create table dashboard.mine (like dashboard.audit); alter table dashboard.mine owner to ${name}`,
    )
    for (const given of [
      `alter table dashboard.audit_counted owner to ${name}`,
      `alter function dashboard.count_audit(bigint) owner to ${name}`,
      `alter function dashboard.count_audit_now() owner to ${name}`,
      `grant insert on dashboard.audit to ${name}`,
      `grant insert (at) on dashboard.audit to ${name}`,
      `grant insert (id) on dashboard.audit to ${name}`,
      `grant update (actor) on dashboard.audit to ${name}`,
      `grant insert (seq) on dashboard.audit_chain to ${name}`,
      'create trigger t after insert on dashboard.mine for each row execute function dashboard.chain_audit()',
    ]) {
      await owner().query(given)
      expect([given, await mayChangeAudit(product.pool)]).toEqual([given, true])
      await owner().query(handOverAudit(name))
      expect([given, await mayChangeAudit(product.pool)]).toEqual([given, false])
    }
    await owner().query('drop table dashboard.mine')
    expect(await readOwnSchema(product.pool)).toEqual({ state: 'ours', hasAudit: true })
    for (const sql of CHANGES) expect([sql, await tried(sql)]).toEqual([sql, '42501'])

    await write('coffee')
    expect(await sealAudit(product.pool, seal)).toMatchObject({ entries: 8, problem: null })
    expect(await verifyAudit(product.pool, { file: seal.file, keys: [seal.signer.publicKey] })).toMatchObject({
      ...{ entries: 8, holding: 8, breaks: [] },
    })
    // and the thousandth entry counts them all
    await product.pool.query(
      `insert into dashboard.audit (op_id, action, surface, role, actor, subject)
       select gen_random_uuid(), 'memory.search', 'mcp', 'agent', 'x', 'y' from generate_series(1, 1000)`,
    )
    const { rows } = await product.pool.query(
      `select (select seq from dashboard.audit_counted)::int as covered,
              (select sum(entries) from dashboard.audit_count where unit = 'day')::int as counted`,
    )
    expect(rows).toEqual([{ covered: 1_000, counted: 1_000 }])
    // the keys of its fingerprints stay its own
    expect(await tried('delete from dashboard.subject_key')).toBe('done')
  })

  test('later migrations make and change other tables; one that needs the audit says what to run', async () => {
    expect(
      await tried(
        'create table dashboard.later (id int); alter table dashboard.session add column later int; drop table dashboard.later',
      ),
    ).toBe('done')
    await owner().query(`delete from dashboard.migration where name = '013_audit.sql'`)
    const error = await expectedOf(migrate(product.pool))
    expect(error.sentence).toContain('handed over to a role of their own')
    expect(error.sql).toBe(handBackAudit(name))
    await owner().query(`insert into dashboard.migration (name) values ('013_audit.sql')`)
    await migrate(product.pool)
    await owner().query(error.sql ?? '')
    expect(
      await tried('alter table dashboard.audit add column later int; alter table dashboard.audit drop column later'),
    ).toBe('done')
    await owner().query(handOverAudit(name))
    expect(await mayChangeAudit(product.pool)).toBe(false)
    await write('water')
    // what a version before it did not have is passed over
    await owner().query(
      `begin; drop table dashboard.audit_count, dashboard.audit_counted; drop function dashboard.count_audit_now() cascade;
       drop function dashboard.count_audit(bigint); ${handBackAudit(name)}; rollback`,
    )
  })
})
