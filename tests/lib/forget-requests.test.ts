// Requests to forget: who may move one from where to where, what is kept of the set, and when it is due.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { FORGET_ROLES, FORGET_STATES, type ForgetRole, type ForgetState, type ForgetWish } from '@/lib/shared/forget'
import { memoryId } from '@/lib/shared/memory'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { cancelForget, listOwnForgets, readOwnForget } from '@/lib/store/forgetting/own'
import { previewForget } from '@/lib/store/forgetting/preview'
import type { ForgetRules } from '@/lib/store/forgetting/rules'
import { submitForget } from '@/lib/store/forgetting/submit'
import { FORGET_TABLES, KEPT_TABLES } from '@/lib/store/forgetting/tables'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { freezeSelection } from '@/lib/store/selection'
import { onEachDatabase, onOneDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { auditOf, clear, codeOf, freshStore, viewer } from '../support/stores'

const SELF: ForgetRules = {
  approval: 'self',
  backupDays: 30,
  admins: { authMode: 'local', adminEmails: new Set(), adminGroups: new Set() },
}
const ADMIN: ForgetRules = {
  ...SELF,
  approval: 'admin',
  admins: { ...SELF.admins, adminEmails: new Set(['root@corp.com']) },
}

const save = (scope: Viewer, key: string, text: string) =>
  createMemory(scope, { key, json: JSON.stringify({ text }), operation: randomUUID() })

/** A wish for the memories under these keys. */
async function wishFor(scope: Viewer, ...keys: string[]): Promise<ForgetWish> {
  const { id } = await freezeSelection(scope, { ids: keys.map((key) => ({ id: memoryId([], key) })) })
  return { operation: randomUUID(), scope: 'selection', selection: id }
}
const everything = (): ForgetWish => ({ operation: randomUUID(), scope: 'everything' })

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Viewer
  let bob: Viewer
  eachTimeEmpty(use, {}, (emptied) => {
    store = emptied.store
    ada = viewer(store, 'ada@corp.com')
    bob = viewer(store, 'bob@corp.com')
  })

  test('asked for oneself, it is scheduled at once; asked for twice, it is one request', async () => {
    await save(ada, 'job', 'works at the mill')
    await save(ada, 'tea', 'likes tea')
    const wish = await wishFor(ada, 'job')
    expect(await previewForget(ada, wish, SELF)).toMatchObject({
      ...{ memories: 1, changed: 0, gone: 0, remaining: 1, approval: 'none', backupDays: 30, activeReference: null },
    })
    const request = await submitForget(ada, wish, SELF)
    expect(request).toMatchObject({
      state: 'scheduled',
      count: 1,
      daysLeft: 30,
      needsApproval: false,
      identity: 'confirmed',
    })
    expect((await submitForget(ada, wish, SELF)).reference).toBe(request.reference)
    expect((await submitForget(ada, await wishFor(ada, 'job'), SELF)).reference).toBe(request.reference)
    expect((await previewForget(ada, wish, SELF)).activeReference).toBe(request.reference)
    expect((await submitForget(ada, await wishFor(ada, 'tea'), SELF)).reference).not.toBe(request.reference)
    expect((await submitForget(bob, everything(), SELF)).reference).not.toBe(request.reference)
    expect(await listOwnForgets(ada)).toHaveLength(2)
    expect((await auditOf(store)).filter(({ action }) => action === 'forget.submit')).toHaveLength(3)
  })

  test('of two who ask at once for the same there is one request', async () => {
    await save(ada, 'job', 'works at the mill')
    const asked = await Promise.all([1, 2, 3].map(() => submitForget(ada, everything(), SELF)))
    expect(new Set(asked.map(({ reference }) => reference)).size).toBe(1)
  })

  test('what changed or went since it was chosen is counted, not what would be deleted', async () => {
    await save(ada, 'job', 'works at the mill')
    await save(ada, 'tea', 'likes tea')
    const wish = await wishFor(ada, 'job', 'tea')
    const { rows } = await store.pool.query<{ version: string }>(
      `select s.xmin::text || '/' || s.updated_at::text as version from ${store.catalog.store} s where key = 'tea'`,
    )
    await editMemory(ada, {
      ...{ id: memoryId([], 'tea'), version: rows[0]?.version ?? '', json: '{"text":"likes coffee"}' },
      operation: randomUUID(),
    })
    await store.pool.query(`delete from ${store.catalog.store} where key = 'job'`)
    expect(await previewForget(ada, wish, SELF)).toMatchObject({ memories: 0, changed: 1, gone: 1, remaining: 1 })
  })

  test('it can be taken back until it is carried out, by the person alone, and then names nobody any more', async () => {
    await save(ada, 'job', 'works at the mill')
    const wish = await wishFor(ada, 'job')
    const { reference } = await submitForget(ada, wish, ADMIN)
    expect(await codeOf(cancelForget(bob, reference))).toBe('not-found')
    expect(await codeOf(readOwnForget(bob, reference))).toBe('not-found')
    expect(await cancelForget(ada, reference)).toMatchObject({ state: 'cancelled' })
    expect(await codeOf(cancelForget(ada, reference))).toBe('conflict')
    const { events } = await readOwnForget(ada, reference)
    expect(events.map(({ to, role }) => [to, role])).toEqual([
      ...[
        ['submitted', 'user'],
        ['identity_confirmed', 'user'],
        ['awaiting_approval', 'user'],
        ['cancelled', 'user'],
      ],
    ])
    const { rows } = await store.pool.query(
      `select user_id, root, asked_by_id, probe_key, (select count(*)::int from dashboard.forget_item) as items from dashboard.forget_request`,
    )
    expect(rows).toEqual([{ user_id: null, root: null, asked_by_id: null, probe_key: null, items: 0 }])
    expect((await submitForget(ada, await wishFor(ada, 'job'), SELF)).reference).not.toBe(reference)
  })

  test('a selection of somebody else, or that has expired, is none', async () => {
    await save(bob, 'job', 'works at the mill')
    const wish = await wishFor(bob, 'job')
    expect(await codeOf(submitForget(ada, wish, SELF))).toBe('not-found')
    expect(await codeOf(previewForget(ada, wish, SELF))).toBe('not-found')
    expect(await codeOf(submitForget(ada, { ...everything(), operation: 'x' }, SELF))).toBe('invalid')
  })

  test('where nobody else could say yes, a day stands for it', async () => {
    const alone: ForgetRules = { ...ADMIN, admins: { ...ADMIN.admins, adminEmails: new Set(['ada@corp.com']) } }
    expect((await previewForget(ada, everything(), alone)).approval).toBe('time')
    expect((await previewForget(ada, everything(), ADMIN)).approval).toBe('person')
    const { notBefore, receivedAt } = await submitForget(ada, everything(), alone)
    const { rows } = await store.pool.query<{ hours: number }>(
      'select extract(epoch from $1::timestamptz - $2::timestamptz)::int / 3600 as hours',
      [notBefore, receivedAt],
    )
    expect(rows[0]?.hours).toBe(24)
    expect((await submitForget(bob, everything(), alone)).notBefore).toBeNull()
  })
})

onOneDatabase((use) => {
  const PERSON = 'subject'
  const ASKER = 'asker'

  async function insert(client: pg.PoolClient, more: Record<string, unknown> = {}): Promise<string> {
    const row = {
      ...{ id: randomUUID(), reference: randomUUID(), subject: PERSON, scope: 'everything', scope_hash: randomUUID() },
      ...{
        item_count: 1,
        approval: 'admin',
        needs_approval: true,
        channel: 'self',
        asked_by: PERSON,
        identity: 'confirmed',
      },
      ...more,
    }
    const names = Object.keys(row)
    await client.query(
      `insert into dashboard.forget_request (${names.join()}) values (${names.map((_, at) => `$${at + 1}`).join()})`,
      Object.values(row),
    )
    return row.id
  }

  const move = (
    client: pg.PoolClient,
    id: string,
    to: string,
    role: string,
    actor: string,
    reason: string | null = 'why',
  ) =>
    client.query(
      'insert into dashboard.forget_event (request_id, seq, to_state, role, actor, reason) values ($1, 0, $2, $3, $4, $5)',
      [id, to, role, actor, reason],
    )

  /** Whether it is let through; nothing of it stays. */
  async function may(client: pg.PoolClient, work: () => Promise<unknown>): Promise<boolean> {
    await client.query('savepoint trying')
    try {
      await work()
      return true
    } catch (error) {
      if ((error as { code?: string }).code !== '23514') throw error
      return false
    } finally {
      await client.query('rollback to savepoint trying')
    }
  }

  async function rolledBack(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const client = await use().pool.connect()
    try {
      await client.query('begin')
      await work(client)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  /** The states, with roles: u(ser), a(dmin), w(orker), v(erifier). Written down a second time, so that the table cannot change alone. */
  const WAYS: Partial<Record<ForgetState, Partial<Record<ForgetState, string>>>> = {
    submitted: { identity_confirmed: 'ua', cancelled: 'uaw', rejected: 'a', on_hold: 'a' },
    identity_confirmed: { awaiting_approval: 'ua', scheduled: 'ua', cancelled: 'uaw', rejected: 'a', on_hold: 'a' },
    awaiting_approval: { scheduled: 'aw', cancelled: 'uaw', rejected: 'a', on_hold: 'a' },
    scheduled: { executing: 'w', cancelled: 'uaw', on_hold: 'a' },
    executing: { executed: 'w', failed: 'w' },
    executed: { verified: 'v', failed: 'v' },
    verified: { completed: 'v', failed: 'v' },
    completed: { backups_expired: 'w' },
    failed: { scheduled: 'ua', cancelled: 'w', on_hold: 'a' },
    on_hold: {
      ...{ submitted: 'a', identity_confirmed: 'a', awaiting_approval: 'a', scheduled: 'a', failed: 'a' },
      ...{ cancelled: 'uaw', rejected: 'a' },
    },
  }
  const LETTER: Record<ForgetRole, string> = {
    user: 'u',
    auditor: '-',
    admin: 'a',
    agent: '-',
    worker: 'w',
    verifier: 'v',
  }

  test('every state, every role: what the table of transitions says is what happens, and nothing else', () =>
    rolledBack(async (client) => {
      const { rows } = await client.query<{ way: string }>(
        `select from_state || ' ' || to_state || ' ' || role as way from dashboard.forget_transition`,
      )
      const table = new Set(rows.map(({ way }) => way))
      let tried = 0
      for (const from of FORGET_STATES)
        for (const to of FORGET_STATES) {
          // past the triggers, into a state in which nothing but the table can be in the way
          await client.query(`set local session_replication_role = 'replica'`)
          const id = await insert(client, {
            ...{
              state: from,
              needs_approval: false,
              not_before: '2020-01-01',
              held_from: from === 'on_hold' ? to : null,
            },
          })
          await client.query(
            `insert into dashboard.forget_event (request_id, seq, to_state, role, actor) values ($1, 1, $2, 'worker', 'worker')`,
            [id, from],
          )
          await client.query(`set local session_replication_role = 'origin'`)
          for (const role of FORGET_ROLES) {
            const actor = role === 'user' || to === 'cancelled' ? PERSON : 'officer'
            const isAllowed = WAYS[from]?.[to]?.includes(LETTER[role]) === true
            expect(table.has(`${from} ${to} ${role}`), `${from} → ${to}, ${role}: the table`).toBe(isAllowed)
            const happens = await may(client, () => move(client, id, to, role, actor))
            expect(happens, `${from} → ${to}, ${role}: the database`).toBe(isAllowed)
            tried++
          }
        }
      expect(tried).toBe(FORGET_STATES.length ** 2 * FORGET_ROLES.length)
    }))

  test('what no table can say: identity, the second person, the delay, the reason, and where a hold came from', () =>
    rolledBack(async (client) => {
      const asked = { channel: 'behalf', evidence: 'a letter', asked_by: ASKER, identity: 'unconfirmed' }
      const unknown = await insert(client, asked)
      await move(client, unknown, 'identity_confirmed', 'admin', ASKER)
      expect(await may(client, () => move(client, unknown, 'awaiting_approval', 'admin', ASKER))).toBe(false)
      await client.query(`update dashboard.forget_request set identity = 'confirmed' where id = $1`, [unknown])
      expect(await may(client, () => move(client, unknown, 'scheduled', 'admin', 'officer'))).toBe(false)
      await move(client, unknown, 'awaiting_approval', 'admin', ASKER)
      for (const [actor, isAllowed] of [
        [ASKER, false],
        [PERSON, false],
        ['officer', true],
      ] as const)
        expect(await may(client, () => move(client, unknown, 'scheduled', 'admin', actor)), actor).toBe(isAllowed)
      expect(await may(client, () => move(client, unknown, 'rejected', 'admin', ASKER))).toBe(false)
      expect(await may(client, () => move(client, unknown, 'rejected', 'admin', 'officer', null))).toBe(false)
      expect(await may(client, () => move(client, unknown, 'cancelled', 'admin', 'officer'))).toBe(false)
      expect(await may(client, () => move(client, unknown, 'cancelled', 'admin', ASKER))).toBe(true)
      expect(await may(client, () => move(client, unknown, 'cancelled', 'user', 'a stranger'))).toBe(false)
      // nobody decided; without a delay, or before it has passed, the worker does not
      expect(await may(client, () => move(client, unknown, 'scheduled', 'worker', 'worker'))).toBe(false)
      await client.query(`update dashboard.forget_request set not_before = now() + interval '1 second' where id = $1`, [
        unknown,
      ])
      expect(await may(client, () => move(client, unknown, 'scheduled', 'worker', 'worker'))).toBe(false)
      await client.query(`update dashboard.forget_request set not_before = now() where id = $1`, [unknown])
      expect(await may(client, () => move(client, unknown, 'scheduled', 'worker', 'worker'))).toBe(true)
      await move(client, unknown, 'on_hold', 'admin', 'officer')
      expect(await may(client, () => move(client, unknown, 'scheduled', 'admin', 'officer'))).toBe(false)
      expect(await may(client, () => move(client, unknown, 'awaiting_approval', 'admin', 'officer'))).toBe(true)
    }))

  test('nothing but an event moves a request, and what was asked never changes', () =>
    rolledBack(async (client) => {
      const id = await insert(client, { user_id: 'ada', root: 'r' })
      for (const change of [
        ...[`state = 'scheduled'`, `state = 'completed'`, `ended_at = now()`, `verified_at = now()`, `scope = 'one'`],
        ...[
          `item_count = 2`,
          `scope_hash = 'x'`,
          `received_at = now() - interval '1 day'`,
          `subject = 'x'`,
          `asked_by = 'x'`,
        ],
        ...[`needs_approval = false`, `user_id = 'bob'`, `root = 'x'`],
      ])
        expect(
          await may(client, () => client.query(`update dashboard.forget_request set ${change} where id = $1`, [id])),
          change,
        ).toBe(false)
      expect(await may(client, () => insert(client, { state: 'scheduled' }))).toBe(false)
      expect(await may(client, () => insert(client, { received_at: '2999-01-01' }))).toBe(false)
      await client.query('savepoint kept')
      for (const change of [`update dashboard.forget_event set actor = 'x'`, 'delete from dashboard.forget_event']) {
        await expect(client.query(change)).rejects.toMatchObject({ code: '42501' })
        await client.query('rollback to savepoint kept')
      }
    }))

  /** Received → due, in UTC. The month is the shorter one in February alone. */
  const DEADLINES: [received: string, due: string][] = [
    ['2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
    ['2026-01-30T23:59:59Z', '2026-02-28T23:59:59Z'],
    ['2026-01-29T00:00:00Z', '2026-02-28T00:00:00Z'],
    ['2026-01-28T12:00:00Z', '2026-02-27T12:00:00Z'],
    ['2024-01-31T12:00:00Z', '2024-02-29T12:00:00Z'],
    ['2024-01-30T12:00:00Z', '2024-02-29T12:00:00Z'],
    ['2024-02-29T12:00:00Z', '2024-03-29T12:00:00Z'],
    ['2024-02-28T12:00:00Z', '2024-03-28T12:00:00Z'],
    ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['2026-02-28T23:59:59Z', '2026-03-28T23:59:59Z'],
    ['2026-03-01T00:00:00Z', '2026-03-31T00:00:00Z'],
    ['2026-03-31T12:00:00Z', '2026-04-30T12:00:00Z'],
    ['2026-04-30T12:00:00Z', '2026-05-30T12:00:00Z'],
    ['2026-05-31T12:00:00Z', '2026-06-30T12:00:00Z'],
    ['2026-08-31T12:00:00Z', '2026-09-30T12:00:00Z'],
    ['2025-12-31T23:59:59Z', '2026-01-30T23:59:59Z'],
    ['2025-12-02T00:00:00Z', '2026-01-01T00:00:00Z'],
    // clocks change in Berlin and New York in between: a day is a day of UTC all the same
    ['2026-03-08T01:30:00Z', '2026-04-07T01:30:00Z'],
    ['2026-03-29T00:59:59Z', '2026-04-28T00:59:59Z'],
    ['2025-10-26T00:30:00Z', '2025-11-25T00:30:00Z'],
    // given with another offset: still the same instant, and its month is that of UTC
    ['2026-01-31T23:30:00-05:00', '2026-03-01T04:30:00Z'],
    ['2026-02-01T00:30:00+14:00', '2026-02-28T10:30:00Z'],
  ]

  test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Europe/Berlin'])(
    'due after thirty days or a calendar month, whichever comes first, whatever the time zone: %s',
    (zone) =>
      rolledBack(async (client) => {
        await client.query(`set local timezone to '${zone}'`)
        for (const [received, due] of DEADLINES) {
          const id = await insert(client, { received_at: received })
          const { rows } = await client.query<{ isDue: boolean; due: string }>(
            'select due_at = $2::timestamptz as "isDue", due_at::text as due from dashboard.forget_request where id = $1',
            [id, due],
          )
          expect(rows[0]?.isDue, `${received} is due ${rows[0]?.due}`).toBe(true)
        }
      }),
  )

  describe('the list of tables', () => {
    test('names every table of ours, once', async () => {
      const { rows } = await use().pool.query<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'dashboard' order by 1`,
      )
      const listed = [
        ...FORGET_TABLES.map(({ name }) => name).filter((name) => !name.startsWith('store')),
        ...Object.keys(KEPT_TABLES),
      ]
      expect(listed.sort()).toEqual(rows.map(({ name }) => name))
    })

    test('each of its conditions can be asked', async () => {
      const { store, endpoint } = await freshStore(use())
      try {
        await clear(store)
        await save(viewer(store, 'ada@corp.com'), 'job', 'works at the mill')
        const going = await previewForget(viewer(store, 'ada@corp.com'), everything(), SELF)
        expect(going.goes).toContainEqual({ what: 'memories', rows: 1 })
        expect(going.goes).toContainEqual({ what: 'search-entries', rows: 1 })
      } finally {
        await endpoint.close()
      }
    })
  })
})
