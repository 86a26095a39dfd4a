// "I saw only what I had to see, said why": what an administrator is shown of one person, for how long, and what stays of it.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { memoryId } from '@/lib/shared/memory'
import { disablePerson, endGrants, grantRole } from '@/lib/store/access/roles'
import { endSession, hashOf, sessionHashOf, startSession } from '@/lib/store/access/sessions'
import { createMemory } from '@/lib/store/change/write'
import { readPlace, type TimePlace } from '@/lib/store/list/time-pages'
import {
  type Admin,
  type MemoryStore,
  type OnBehalf,
  pseudonym,
  type Scope,
  scopeOnBehalf,
} from '@/lib/store/memory-store'
import { listMasked } from '@/lib/store/on-behalf/masked'
import { listRevealed, markAt, readOnBehalf } from '@/lib/store/on-behalf/revealed'
import { beginReveal, endReveal, livingReveal, type Whose } from '@/lib/store/on-behalf/reveals'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { codeOf } from '../support/stores'

const ROOT = { operator: 'root', pseudonymKey: 'test key' }

const REASON = 'Ticket 4471, wrong meal on the flight'

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  let bob: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, ada, bob } = emptied)
  })
  const whoseOf = ({ root, subject, userId }: Scope): Whose => ({ root, subject, userId })
  const admin = (userId: string, session: string | null = `session of ${userId}`): Admin =>
    ({
      ...{ pool: store.pool, userId, name: `Name of ${userId}`, actor: pseudonym(store, 'person', userId) },
      ...{ role: 'admin', pseudonymKey: store.pseudonymKey, session },
    }) as Admin
  const behalf = (who: Admin, scope: Scope) => scopeOnBehalf(store, scope, who, REASON) as OnBehalf
  const isShown = async (who: Admin, scope: Scope) => (await livingReveal(who, scope.root)) !== null
  const audit = async () => {
    const { rows } = await store.pool.query<{
      action: string
      role: string
      actor: string
      subject: string
      memory: string | null
      reason: string
      detail: string
    }>(
      `select action, role, actor, subject, memory, reason, detail::text from dashboard.audit where role = 'admin' order by id`,
    )
    return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as Record<string, unknown> }))
  }

  test('counts for that administrator, in that session, for that person, until the time is over by the database’s clock', async () => {
    const [kay, lee] = [admin('kay'), admin('lee')]
    const reveal = await beginReveal(kay, whoseOf(ada), `  ${REASON} `)
    expect(reveal).toMatchObject({ reason: REASON, secondsLeft: 900, subject: ada.subject })
    expect([await isShown(kay, ada), await isShown(kay, bob), await isShown(lee, ada)]).toEqual([true, false, false])
    expect(await isShown(admin('kay', 'another session'), ada)).toBe(false)
    expect(await isShown(admin('kay', null), ada)).toBe(false)
    await store.pool.query('update dashboard.reveal set until = now()')
    expect(await isShown(kay, ada)).toBe(false)
    expect(await audit()).toEqual([
      {
        ...{ action: 'person.reveal', role: 'admin', actor: kay.actor, subject: ada.subject, memory: null },
        ...{ reason: REASON, detail: { minutes: 15, reveal: reveal.id } },
      },
    ])
  })

  test('ends when it is hidden again, when another begins, and with the role', async () => {
    const kay = admin('kay')
    const begin = () => beginReveal(kay, whoseOf(ada), REASON)
    await begin()
    await endReveal(kay, ada.root)
    expect(await isShown(kay, ada)).toBe(false)
    await endReveal(kay, ada.root)
    expect((await audit()).map(({ action, subject, reason }) => [action, subject, reason])).toEqual([
      ['person.reveal', ada.subject, REASON],
      ['person.hide', ada.subject, REASON],
    ])
    const first = await begin()
    const second = await begin()
    expect(await livingReveal(kay, ada.root)).toMatchObject({ id: second.id })
    expect(second.id).not.toBe(first.id)
    await grantRole(store.pool, { userId: 'kay', role: 'admin', until: null }, ROOT)
    await endGrants(store.pool, 'kay', ROOT)
    await grantRole(store.pool, { userId: 'kay', role: 'admin', until: null }, ROOT)
    expect(await isShown(kay, ada)).toBe(false)
    await begin()
    await store.pool.query(`update dashboard.role_grant set until = now() where user_id = 'kay'`)
    await grantRole(store.pool, { userId: 'kay', role: 'admin', until: null }, ROOT)
    expect(await isShown(kay, ada)).toBe(false)
    await begin()
    await disablePerson(store.pool, 'kay', ROOT)
    expect(await isShown(kay, ada)).toBe(false)
  })

  test('goes on for who signs in anew at the same browser, and for nobody else who does', async () => {
    const enter = (userId: string, replaces: string | null) =>
      startSession(store.pool, 'local', { userId, name: userId }, { replaces })
    const first = await enter('kay', null)
    await beginReveal(admin('kay', sessionHashOf(first)), whoseOf(ada), REASON)
    const again = await enter('kay', first)
    expect(await isShown(admin('kay', sessionHashOf(again)), ada)).toBe(true)
    expect(await isShown(admin('kay', sessionHashOf(first)), ada)).toBe(false)
    const other = await enter('lee', again)
    for (const who of ['lee', 'kay']) expect(await isShown(admin(who, sessionHashOf(other)), ada)).toBe(false)
    // out of a session that has ended nothing is carried
    for (const end of [
      (id: string) => endSession(store.pool, id),
      (id: string) => store.pool.query('update dashboard.session set ends_at = now() where id_hash = $1', [hashOf(id)]),
    ]) {
      const over = await enter('kay', null)
      await beginReveal(admin('kay', sessionHashOf(over)), whoseOf(ada), REASON)
      await end(over)
      const next = await enter('kay', over)
      expect(await isShown(admin('kay', sessionHashOf(next)), ada)).toBe(false)
    }
  })

  test('a reason that says nothing shows nothing', async () => {
    const nothing = [
      '',
      'because',
      '          ',
      '1234567890 !',
      'x'.repeat(501),
      'a reason\u0000 with NUL',
      'half a pair \ud800',
    ]
    for (const reason of nothing)
      expect([reason, await codeOf(beginReveal(admin('kay'), whoseOf(ada), reason))]).toEqual([reason, 'invalid'])
    expect([await isShown(admin('kay'), ada), await audit()]).toEqual([false, []])
  })

  test('what is masked says when, and nothing else; pages leave nothing out and name no key', async () => {
    const canary = `canary${randomBytes(4).toString('hex')}`
    for (let n = 0; n < 7; n++)
      await createMemory(ada, {
        key: `${canary} ${n}`,
        child: n % 2 === 0 ? [] : [canary],
        json: `{"${canary}": ${n}}`,
      })
    await createMemory(bob, { key: 'his', json: '{"text": "his"}' })
    // several at one instant, as an agent's batch writes them
    await store.pool.query(
      `update ${store.catalog.store} set updated_at = '2026-11-05 10:00:00.123456+00' where prefix = $1`,
      [ada.root],
    )
    const auditor = admin('kay')
    const days: string[] = []
    let place = readPlace(undefined)
    for (let at = 0; at === 0 || place !== null; at++) {
      const page = await listMasked(auditor, store, whoseOf(ada), { limit: 2, place, timeZone: 'UTC' })
      expect(JSON.stringify(page)).not.toContain(canary)
      expect(page.rows.flatMap(Object.keys).filter((name) => name !== 'updatedAt')).toEqual([])
      expect(page.months.reduce((sum, { count }) => sum + count, 0)).toBe(7)
      days.push(...page.rows.map(({ updatedAt }) => updatedAt))
      place = readPlace(page.next ?? undefined)
    }
    expect(days).toHaveLength(7)
    expect(days.filter((day) => day.startsWith('2026-11-05'))).toHaveLength(4)
  })

  test('rows without an instant come last, once each: thirty of none, beside some for ever', async () => {
    const { catalog, pool } = store
    await pool.query(
      `insert into ${catalog.store} (prefix, key, value, updated_at)
       select $1, 'row ' || n, '{"text": "t"}', case when n > 34 then now() when n > 32 then 'infinity' when n > 30 then '-infinity' end
         from generate_series(1, 36) n`,
      [ada.root],
    )
    const masked = await pagesOf((place) => listMasked(admin('kay'), store, whoseOf(ada), pageAt(place)))
    const instants = masked.flatMap(({ rows }) => rows.map(({ updatedAt }) => updatedAt))
    expect(instants).toHaveLength(36)
    expect(instants.slice(0, 2)).toEqual(['infinity', 'infinity'])
    expect(instants.slice(4)).toEqual(['-infinity', '-infinity', ...Array(30).fill('')])
    const revealed = await pagesOf((place) => listRevealed(behalf(admin('kay'), ada), pageAt(place)))
    const keys = revealed.flatMap(({ memories }) => memories.map(({ key }) => key))
    expect([keys.length, new Set(keys).size]).toEqual([36, 36])
  })

  const pageAt = (place: TimePlace | null) => ({ limit: 7, place, timeZone: 'UTC' })

  /** Page after page as addresses continue them; a list that never ends is cut off. */
  async function pagesOf<Page extends { next: string | null }>(read: (place: TimePlace | null) => Promise<Page>) {
    const pages: Page[] = []
    for (let next: string | null = ''; next !== null && pages.length < 20; next = pages.at(-1)?.next ?? null)
      pages.push(await read(readPlace(next)))
    return pages
  }

  test('each page that is read, and each memory, is in the audit by number and pseudonyms, never by a word', async () => {
    const kay = admin('kay')
    for (const key of ['first', 'second', 'third']) await createMemory(ada, { key, json: `{"text": "${key} canary"}` })
    await createMemory(bob, { key: 'his', json: '{"text": "his"}' })
    const scope = behalf(kay, ada)
    const page = await listRevealed(scope, { limit: 2, place: null, timeZone: 'UTC' })
    expect(page.memories.map(({ key }) => key)).toEqual(['third', 'second'])
    const rest = await listRevealed(scope, { limit: 2, place: readPlace(page.next), timeZone: 'UTC' })
    expect(rest.memories.map(({ key }) => key)).toEqual(['first'])
    const mark = page.memories[1]?.mark ?? ''
    expect(await readOnBehalf(scope, mark)).toMatchObject({ key: 'second', json: '{"text": "second canary"}' })
    const known = await audit()
    expect(
      known.map(({ action, subject, reason, memory, detail }) => [action, subject, reason, memory, detail.count]),
    ).toEqual([
      ['person.read', ada.subject, REASON, null, 2],
      ['person.read', ada.subject, REASON, rest.memories[0]?.mark, 1],
      ['person.read', ada.subject, REASON, mark, 1],
    ])
    expect(known[0]?.detail.memories).toEqual(page.memories.map((one) => one.mark))
    expect(JSON.stringify(known)).not.toMatch(/canary|second|third/)
    // another person's memory is none, by whatever pseudonym, and where this one has one of that name too
    expect(bob.root).toHaveLength(ada.root.length)
    for (const one of [ada, bob]) await createMemory(one, { child: ['x'], key: 'below', json: '{"text": "x"}' })
    const below = markAt(scope, memoryId(['x'], 'below')) ?? ''
    for (const theirs of [mark, below]) expect(await readOnBehalf(behalf(kay, bob), theirs)).toBeNull()
    expect(await readOnBehalf(scope, 'nonsense')).toBeNull()
    expect(await audit()).toHaveLength(3)
  })
})
