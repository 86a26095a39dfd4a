// Several people in one namespace, each row naming its owner: nobody sees, counts, finds or changes what does not name them, by any operation.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { rowOwnerOf } from '@/lib/auth/row-owner'
import { NO_FILTER } from '@/lib/shared/filter'
import { memoryId } from '@/lib/shared/memory'
import { ofRowOwner } from '@/lib/store/access/per-row'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { changeExpiry } from '@/lib/store/change/expiry'
import { getVersion, listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { restoreVersion } from '@/lib/store/change/restore'
import { undoRemoval } from '@/lib/store/change/undo'
import { listUndoable } from '@/lib/store/change/undoable'
import { editMemory, putMemory } from '@/lib/store/change/write'
import { everyMemory, listMemories } from '@/lib/store/list/browse'
import { countFacets } from '@/lib/store/list/facets'
import { type MemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { personPrefixes } from '@/lib/store/namespaces'
import { getMemory } from '@/lib/store/read'
import { searchMemories, searchMemoriesByMeaning, searchMemoriesByWords } from '@/lib/store/search/search'
import { findSimilar } from '@/lib/store/search/similar'
import { isOfScope } from '@/lib/tracing/traced'
import { onDatabase, onEachDatabase } from '../support/databases'
import { clear, codePointEmbedder, expectedOf, storeWith, viewer } from '../support/stores'

// all three lead to user_memories.jo-müller-at-corp-com
const PEOPLE = ['jo.müller@corp.com', 'jo-müller@corp.com', 'jo.müller@corp-com'] as const
const FIELD = 'owner'
const ROOT = 'user_memories.jo-müller-at-corp-com'

/** Owner fields that are nobody's here, each close to the first person's id. */
const NOBODYS: Record<string, unknown> = {
  absent: {},
  empty: { owner: '' },
  null: { owner: null },
  number: { owner: 12 },
  list: { owner: [PEOPLE[0]] },
  object: { owner: { [PEOPLE[0]]: PEOPLE[0] } },
  upper: { owner: PEOPLE[0].toUpperCase() },
  form: { owner: PEOPLE[0].normalize('NFD') },
  space: { owner: `${PEOPLE[0]} ` },
  longer: { owner: `${PEOPLE[0]}x` },
  deeper: { value: { owner: PEOPLE[0] } },
  Case: { Owner: PEOPLE[0] },
  wild: { owner: '%' },
}

/** What the operations of lib/store need beside a scope, where nothing sensible is needed to be refused. */
const HOSTILE = {
  id: '',
  version: '1/x',
  versionId: '1',
  json: '{}',
  key: 'k',
  query: 'tea',
  question: 'tea',
  limit: 50,
}

/** Operations that are made for rows of one owner. Each is called below. */
const OPEN = [
  ...['listMemories', 'getMemory', 'searchMemories', 'searchMemoriesByMeaning', 'searchMemoriesByWords', 'search'],
  ...['findSimilar', 'countFacets', 'listHistory', 'getVersion', 'editMemory', 'restoreVersion', 'changeExpiry'],
  ...['deleteMemory', 'undoRemoval'],
].sort()

/** What takes a scope and is no operation: narrowed by the relations it reads (as tested below), or tells nothing of memories. */
const UNTRACED = [
  // read through the relations
  ...[
    'everyMemory',
    'getMemoryAt',
    'presentMemory',
    'similarRanking',
    'rankingOf',
    'changeExpiryTo',
    'listUndoable',
    'isDone',
  ],
  ...[
    'rankedSql',
    'filterSql',
    'partSql',
    'isSearchable',
    'personPrefixes',
    'entriesBeforeMerge',
    'undoMergeIn',
    'removeIn',
  ],
  ...[
    'lookAt',
    'mapPrint',
    'sampleOf',
    'projectAll',
    'resultsOf',
    'writeRow',
    'writeEdit',
    'beforeEdit',
    'explainUnwritten',
    'memoryColumns',
    'refusalOf',
    'facetsSql',
  ],
  // closed by requireWholeNamespace, or empty
  ...[
    'agentStatement',
    'missedRows',
    'exportedMemories',
    'exportedVersions',
    'exportedReads',
    'exportedFields',
    'sourceSql',
  ],
  ...[
    'exportedText',
    'keptOf',
    'readJob',
    'dismissJob',
    'listJobs',
    'listAndTakeUp',
    'openSelection',
    'openTopic',
    'readSelection',
    'selectedMemories',
  ],
]

/** Tells nothing that is stored: computes from what it is given, counts for a limit, or writes an entry of the audit. */
const HARMLESS = [
  ...['writeCursor', 'readCursor', 'toMemory', 'childOf', 'offeredTo', 'embedQuestion', 'recordExport', 'idleWords'],
  ...['dropTopic', 'referenceOf'],
  ...['countSearch', 'countMap', 'countAgentWrite', 'countAgentRequest', 'countToolRefusal'],
]

type Resident = { userId: string; scope: Viewer; canary: string }

onEachDatabase((use) => {
  let store: MemoryStore
  let people: Resident[]
  /** Canaries of nobody, and of whoever else is not asking. */
  const others = ({ canary }: Resident) =>
    ['nobodys', ...people.map((one) => one.canary)].filter((one) => one !== canary)

  beforeEach(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
    await clear(store)
    people = PEOPLE.map((userId, at) => ({
      userId,
      scope: scopeOf(ofRowOwner(store, { field: FIELD, userId }), userId, { surface: 'dashboard' }) as Viewer,
      canary: `canary${'xyz'[at]}${at}`,
    }))
    // the agent writes: for it the namespace is one
    const agent = viewer(store, PEOPLE[0])
    for (const { userId, canary } of people) {
      const said = (more: string) =>
        JSON.stringify({ text: `tea ${canary} ${more}`, [`${canary} field`]: 1, owner: userId })
      await putMemory(agent, { key: `${canary} one`, json: said('earlier') })
      await putMemory(agent, { key: `${canary} one`, json: said('now') })
      await putMemory(agent, { child: [`${canary}child`], key: 'shared key', json: said('child') })
      await putMemory(agent, { child: ['x'], key: `${canary} two`, json: said('two') })
      // one key that goes from each to the next, and ends with the last
      await putMemory(agent, { key: 'passed on', json: said('passed on') })
    }
    for (const [name, value] of Object.entries(NOBODYS))
      await putMemory(agent, {
        key: `nobodys ${name}`,
        json: JSON.stringify({ text: 'tea nobodys', ...(value as object) }),
      })
    for (const value of ['"nobodys"', `"${PEOPLE[0]}"`, `["${PEOPLE[0]}", "nobodys"]`, '7', 'null'])
      await store.pool.query('insert into store (prefix, key, value) values ($1, $2, $3)', [
        ROOT,
        `nobodys ${randomUUID()}`,
        value,
      ])
    for (const { userId } of people) expect(viewer(store, userId).root).toBe(ROOT)
  })

  /** Everything that is not `person`'s, as the tables hold it: rows, vectors, and versions by whom they name. */
  async function rest(person: Resident): Promise<unknown> {
    const { rows } = await store.pool.query(
      `select s::text || s.xmin::text as row, array(select v::text from store_vectors v where v.prefix = s.prefix and v.key = s.key order by 1) as v
         from store s where strpos(s.key || s.value::text, $1) = 0
       union all
       select m::text, array(select v::text from dashboard.memory_version_vector v where v.version_id = m.id order by 1)
         from dashboard.memory_version m where strpos(m.key || m.value::text, $1) = 0
       order by 1`,
      [person.canary],
    )
    expect(rows.length).toBeGreaterThan(20)
    return rows
  }
  const idsOf = ({ canary }: Resident) => [
    memoryId([], `${canary} one`),
    memoryId([`${canary}child`], 'shared key'),
    memoryId(['x'], `${canary} two`),
  ]
  const countOf = (person: Resident) => (person === people.at(-1) ? 4 : 3)
  const clean = (person: Resident, answer: unknown) => {
    const text = JSON.stringify(answer)
    expect(
      others(person).filter((other) => text.includes(other)),
      text.slice(0, 600),
    ).toEqual([])
  }

  test('the relations hold one’s own rows and vectors, and nothing can be written to them', async () => {
    for (const { scope, canary } of people) {
      const { pool, catalog } = scope.store
      const { rows } = await pool.query<{ row: string }>(
        `select s::text as row from ${catalog.store} s union all select v.prefix || v.key || v.field_name from ${catalog.vectors} v`,
      )
      const isPassed = canary === people.at(-1)?.canary
      expect(rows).toHaveLength(isPassed ? 8 : 6)
      expect(rows.filter(({ row }) => !row.includes(canary) && !(isPassed && row.includes('passed on')))).toEqual([])
      for (const relation of [catalog.store, catalog.vectors])
        for (const write of [
          `update ${relation} s set key = 'x'`,
          `delete from ${relation} s`,
          `insert into ${relation} (prefix, key) values ('x', 'x')`,
        ])
          await expect(pool.query(write)).rejects.toMatchObject({ code: '42601' })
    }
  })

  test('a number, a list or an object that reads like an id is nobody’s, and an id is no SQL', async () => {
    for (const userId of ['12', JSON.stringify([PEOPLE[0]]), 'null', '%', "' or true --", '$1', '\\']) {
      const { pool, catalog } = ofRowOwner(store, { field: FIELD, userId })
      const { rows } = await pool.query<{ key: string }>(`select s.key from ${catalog.store} s where $1`, [true])
      expect(rows.map(({ key }) => key)).toEqual(userId === '%' ? ['nobodys wild'] : [])
    }
    for (const field of ["owner' or true --", 'OWNER', '', '$1'])
      expect(
        (await store.pool.query(`select from ${ofRowOwner(store, { field, userId: PEOPLE[0] }).catalog.store} s`))
          .rowCount,
      ).toBe(0)
  })

  test('reading, searching, counting, history: exactly the rows that name one byte for byte', async () => {
    for (const person of people) {
      const { scope, canary } = person
      const count = countOf(person)
      const page = await listMemories(scope, { limit: 50, timeZone: 'UTC' })
      const every = []
      for await (const memory of everyMemory(scope)) every.push(memory)
      const lists = [
        await searchMemories(scope, { query: 'tea passed', limit: 50 }),
        await searchMemoriesByMeaning(scope, { query: `tea ${people[0]?.canary}`, limit: 50 }),
        await searchMemoriesByWords(scope, { query: 'tea', limit: 50 }),
      ]
      expect([page.total, page.all, page.memories.length, every.length]).toEqual([count, count, count, count])
      for (const list of lists) expect([list.total, list.memories.length]).toEqual([count, count])
      expect((await searchMemoriesByWords(scope, { query: 'nobodys', limit: 50 })).memories).toEqual([])
      const similar = await findSimilar(scope, { id: memoryId([], `${canary} one`), limit: 50 })
      expect([similar.total, similar.memories.length]).toEqual([count, count - 1])
      for (const sort of ['newest', 'oldest', 'key'] as const)
        for (let after: string | undefined, seen = 0; ; ) {
          const one = await listMemories(scope, { limit: 1, timeZone: 'UTC', sort, ...(after ? { after } : {}) })
          clean(person, one)
          seen += one.memories.length
          if (one.next === null) {
            expect(seen).toBe(count)
            break
          }
          after = one.next
        }
      const questions = [undefined, { query: 'tea', by: 'together' as const }, { like: memoryId([], `${canary} one`) }]
      for (const question of questions) {
        const among = question === undefined ? undefined : { question, isMatching: false }
        const facets = await countFacets(scope, { filter: NO_FILTER, timeZone: 'UTC', among })
        expect(facets.all).toBe(among !== undefined && 'like' in among.question ? count - 1 : count)
        clean(person, facets)
        for (const { keys, fields } of [facets])
          expect(keys.options.reduce((sum, one) => sum + one.count, 0) + fields.all).toBeLessThanOrEqual(count + 3)
      }
      for (const text of ['nobodys', 'canary', 'passed']) {
        clean(person, await countFacets(scope, { filter: NO_FILTER, timeZone: 'UTC', find: { in: 'keys', text } }))
      }
      const prefixes = await personPrefixes(scope)
      expect(prefixes.sort()).toEqual([ROOT, `${ROOT}.${canary}child`, `${ROOT}.x`].sort())
      const history = await listHistory(scope, { id: memoryId([], `${canary} one`), limit: 9 })
      expect(history?.total).toBe(2)
      const [, first] = history?.versions ?? []
      const version = await getVersion(scope, memoryId([], `${canary} one`), first?.id ?? '')
      expect(version?.json).toContain('earlier')
      // what was another's under the same key is not told of
      const passed = await listHistory(scope, { id: memoryId([], 'passed on'), limit: 9 })
      expect(passed?.total).toBe(person === people.at(-1) ? 1 : undefined)
      // a list holds the question that was asked
      const found = lists.map((list) => ({ ...list, query: '' }))
      clean(person, [page, every, found, similar, history, version, passed])
    }
  })

  test('addresses of another, and of nobody, answer as what is not there', async () => {
    const versions = await store.pool.query<{ id: string; key: string }>(
      'select id::text, key from dashboard.memory_version',
    )
    for (const person of people) {
      const before = await rest(person)
      const { scope } = person
      const absent: unknown[] = []
      const foreign = [
        ...people.filter((one) => one !== person).flatMap(idsOf),
        ...Object.keys(NOBODYS).map((name) => memoryId([], `nobodys ${name}`)),
        ...(person === people.at(-1) ? [] : [memoryId([], 'passed on')]),
      ]
      const { rows } = await store.pool.query<{ key: string; prefix: string; version: string }>(
        `select prefix, key, xmin::text || '/' || updated_at::text as version from store`,
      )
      const json = JSON.stringify({ text: 'mine now', owner: person.userId })
      for (const id of foreign) {
        const row = rows.find(
          ({ key, prefix }) => id === memoryId(prefix === ROOT ? [] : prefix.slice(ROOT.length + 1).split('.'), key),
        )
        const version = row?.version ?? ''
        expect(version).not.toBe('')
        expect(await getMemory(scope, id)).toBeNull()
        expect(await listHistory(scope, { id, limit: 9 })).toBeNull()
        for (const one of versions.rows.slice(0, 4)) expect(await getVersion(scope, id, one.id)).toBeNull()
        for (const [number, attempt] of [
          (at: string) => editMemory(scope, { id: at, version, json }),
          (at: string) => deleteMemory(scope, { id: at }),
          (at: string) => deleteMemory(scope, { id: at, version }),
          (at: string) => findSimilar(scope, { id: at, limit: 5 }),
          (at: string) => changeExpiry(scope, { id: at, version, keep: { kind: 'days', days: 3 } }),
          (at: string) => restoreVersion(scope, { id: at, version, versionId: versions.rows[0]?.id ?? '1' }),
        ].entries()) {
          const said = async (at: string) => {
            const { code, text, values } = await expectedOf(attempt(at))
            return [code, text, values]
          }
          absent[number] ??= await said(memoryId([], randomUUID()))
          expect(await said(id)).toEqual(absent[number])
        }
      }
      expect(await rest(person)).toEqual(before)
    }
  })

  test('one’s own is edited, kept, restored, deleted and brought back, and nothing else changes', async () => {
    for (const person of people) {
      const { scope, canary, userId } = person
      const before = await rest(person)
      const id = memoryId([], `${canary} one`)
      const at = async () => (await getMemory(scope, id))?.version ?? ''
      const value = { text: `${canary} edited`, owner: userId }
      for (const wrong of [
        { text: canary },
        { text: canary, owner: null },
        { text: canary, owner: [userId] },
        { text: canary, owner: `${userId} ` },
        { text: canary, owner: people.find((one) => one !== person)?.userId },
      ])
        expect(
          await expectedOf(editMemory(scope, { id, version: await at(), json: JSON.stringify(wrong) })),
        ).toMatchObject({
          code: 'invalid',
          text: expect.stringContaining('{field}'),
        })
      await editMemory(scope, { id, version: await at(), json: JSON.stringify(value) })
      const kept = await changeExpiry(scope, { id, version: await at(), keep: { kind: 'days', days: 3 } })
      expect(kept.expiresAt).not.toBeNull()
      const history = await listHistory(scope, { id, limit: 9 })
      expect(history?.total).toBe(4)
      const oldest = history?.versions.at(-1)?.id ?? ''
      const restored = await restoreVersion(scope, { id, version: await at(), versionId: oldest })
      expect(restored.memory.json).toContain('earlier')
      const { id: removal } = await deleteMemory(scope, { id, version: await at() })
      expect(await getMemory(scope, id)).toBeNull()
      for (const other of people.filter((one) => one !== person)) {
        expect(await listUndoable(other.scope)).toEqual([])
        expect((await expectedOf(undoRemoval(other.scope, removal))).code).toBe('not-found')
      }
      expect((await listUndoable(scope)).map(({ key }) => key)).toEqual([`${canary} one`])
      const back = await undoRemoval(scope, removal)
      expect(back.key).toBe(`${canary} one`)
      expect((await getMemory(scope, id))?.searchable).toBe(true)
      expect(await rest(person)).toEqual(before)
    }
  })

  test('a row that becomes another’s meanwhile is neither changed, deleted nor told of', async () => {
    const [ada, ben] = people as [Resident, Resident]
    const agent = viewer(store, PEOPLE[0])
    const id = memoryId([], `${ada.canary} one`)
    const memory = await getMemory(ada.scope, id)
    const kept = (await listHistory(ada.scope, { id, limit: 9 }))?.versions.at(-1)?.id ?? ''
    const taken = JSON.stringify({ text: `${ben.canary} took it`, owner: ben.userId })
    const { id: removal } = await deleteMemory(ada.scope, { id })
    await putMemory(agent, { key: `${ada.canary} one`, json: taken })
    const gone = await expectedOf(undoRemoval(ada.scope, removal))
    expect([gone.code, gone.text]).toEqual(['not-found', (await expectedOf(undoRemoval(ada.scope, randomUUID()))).text])
    expect(gone.values).toBeUndefined()
    expect(await getMemory(ada.scope, id)).toBeNull()
    expect(await getVersion(ada.scope, id, kept)).toBeNull()
    expect((await expectedOf(deleteMemory(ada.scope, { id, version: memory?.version }))).code).toBe('not-found')
    expect((await getMemory(ben.scope, id))?.json).toContain('took it')
    // and Ben learns nothing of what was there before
    const history = await listHistory(ben.scope, { id, limit: 9 })
    clean({ ...ben, canary: ben.canary }, [history?.versions.map(({ json }) => json)])
    expect(history?.total).toBe(1)
    expect((await listUndoable(ben.scope)).length).toBe(0)
  })

  test('whoever deleted while the namespace was theirs gets back only what names them', async () => {
    const [ada] = people as [Resident]
    const whole = viewer(store, ada.userId)
    for (const key of ['nobodys absent', 'nobodys upper', `${ada.canary} one`])
      await deleteMemory(whole, { id: memoryId([], key) })
    const all = await listUndoable(whole)
    expect(all).toHaveLength(3)
    expect((await listUndoable(ada.scope)).map(({ key }) => key)).toEqual([`${ada.canary} one`])
    for (const { id, key } of all)
      if (key.startsWith('nobodys')) expect((await expectedOf(undoRemoval(ada.scope, id))).code).toBe('not-found')
  })

  test('every operation of lib/store is made for this and tried above, or refused before it asks the database', async () => {
    const files = execFileSync('git', ['ls-files', 'lib/store'], { encoding: 'utf8' }).split('\n')
    const open: string[] = []
    const asked: string[] = []
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const module = (await import(/* @vite-ignore */ `../../${file}`)) as Record<string, unknown>
      for (const [name, operation] of Object.entries(module)) {
        if (!isOfScope(operation)) continue
        const called: string[] = []
        const pool = new Proxy(
          {},
          {
            get: (_, what) => () => {
              called.push(String(what))
              throw new Error('asked')
            },
          },
        )
        const [{ scope }] = people as [Resident]
        const closed = { ...scope, store: { ...scope.store, pool } } as unknown as Viewer
        const error = await outcomeOf(operation as Operation, closed)
        if ((error as { code?: string })?.code === 'refused' && called.length === 0) continue
        open.push(name)
        asked.push(`${file} ${name}`)
      }
    }
    expect([...new Set(open)].sort(), asked.join('\n')).toEqual(OPEN)
  })

  test('what takes a scope without being an operation is known here', async () => {
    const files = execFileSync('git', ['ls-files', 'lib/store'], { encoding: 'utf8' }).split('\n')
    const found: string[] = []
    for (const file of files.filter((name) => name.endsWith('.ts')))
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
        /^export (?:async )?function\*? (\w+)(?:<[^>]*>)?\((?:[^()]|\([^()]*\))*?\b(?:Scope|Viewer|MapRequest)\b/gm,
      ))
        found.push(name)
    expect(found.length).toBeGreaterThan(30)
    expect(found.filter((name) => !UNTRACED.includes(name) && !HARMLESS.includes(name))).toEqual([])
  })
})

onDatabase('postgres', (use) => {
  test('a row that the agent gives to another while one’s own write waits for it stays theirs', async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    const store = await storeWith(use().pool, codePointEmbedder(16))
    await clear(store)
    const [ada, ben] = PEOPLE
    const scope = scopeOf(ofRowOwner(store, { field: FIELD, userId: ada }), ada, { surface: 'dashboard' }) as Viewer
    const id = memoryId([], 'k')
    const json = JSON.stringify({ text: 'mine', owner: ada })
    await putMemory(viewer(store, ada), { key: 'k', json })
    const held = async () => (await store.pool.query('select s::text as row from store s order by 1')).rows
    for (const write of [
      async (version: string) => editMemory(scope, { id, version, json }),
      async () => deleteMemory(scope, { id }),
      async (version: string) => deleteMemory(scope, { id, version }),
      async (version: string) => changeExpiry(scope, { id, version, keep: { kind: 'days', days: 3 } }),
    ]) {
      await store.pool.query('update store set value = $1::jsonb, updated_at = now()', [json])
      const version = (await getMemory(scope, id))?.version ?? ''
      const agent = await store.pool.connect()
      await agent.query('begin')
      await agent.query(`update store set value = jsonb_build_object('text', 'theirs', 'owner', $1::text)`, [ben])
      const written = expectedOf(write(version))
      await expect
        .poll(
          async () =>
            (
              await store.pool.query(
                `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
              )
            ).rowCount,
        )
        .toBe(1)
      await agent.query('commit')
      agent.release()
      const before = await held()
      expect((await written).code).toBe('not-found')
      expect(await held()).toEqual(before)
      expect(JSON.stringify(before)).toContain('theirs')
    }
  })
})

type Operation = (scope: Viewer, ...args: unknown[]) => unknown
/** Settles a promise, or the first piece. */
async function outcomeOf(operation: Operation, scope: Viewer): Promise<unknown> {
  try {
    const result = operation(scope, HOSTILE, HOSTILE, HOSTILE) as Promise<unknown> & AsyncGenerator
    if (typeof result.next === 'function') await result.next()
    else await result
    return null
  } catch (error) {
    return error
  }
}

describe('who is narrowed', () => {
  const label = 'x'
  test.each(['several', 'claimants', 'widened'] as const)('%s: by the field, where it is set', (why) => {
    expect(rowOwnerOf({ state: 'unclear', label, why }, 'a', 'owner')).toEqual({ field: 'owner', userId: 'a' })
    expect(rowOwnerOf({ state: 'unclear', label, why }, 'a', undefined)).toBeNull()
  })
  test('what is bound, owned or refused is not', () => {
    for (const why of ['bound-to-another', 'bound-elsewhere'] as const)
      expect(rowOwnerOf({ state: 'unclear', label, why }, 'a', 'owner')).toBeNull()
    for (const how of ['bound', 'only-possible'] as const)
      expect(rowOwnerOf({ state: 'own', label, how }, 'a', 'owner')).toBeNull()
    expect(rowOwnerOf({ state: 'refused', why: 'empty' }, 'a', 'owner')).toBeNull()
  })
})

test('each relation that rows are read from has a name: where it is a query, PostgreSQL 15 wants one', () => {
  const files = execFileSync('git', ['ls-files', 'lib'], { encoding: 'utf8' }).split('\n')
  // a statement that deletes is of the table itself
  const read =
    /(?<!delete\s+)\b(?:from|join)\s+\$\{(?:[\w.]+\.)?(?:store|vectors|table)\}(?!\s+(?:as\s+)?(?!as|where|order|group|limit|on|join|left|for|using|union)[a-z]+\b)/gi
  const found = { all: 0, nameless: [] as string[] }
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(file, 'utf8')
    found.all += text.match(/\b(?:from|join)\s+\$\{(?:[\w.]+\.)?(?:store|vectors)\}/gi)?.length ?? 0
    for (const { index } of text.matchAll(read))
      found.nameless.push(`${file}:${text.slice(0, index).split('\n').length}`)
  }
  expect(found.nameless).toEqual([])
  expect(found.all).toBeGreaterThan(70)
})
