// Lakebase as it is met: a workspace that is asked for host, role and passwords, and a Postgres that demands them, over TLS.
import { inspect } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { configuredWorkspace } from '@/lib/databricks/workspace'
import { parseEnvironment } from '@/lib/env'
import type { Expected } from '@/lib/errors'
import { type Database, openLakebase, openToLook } from '@/lib/lakebase/database'
import { type LakebaseOptions, lakebasePool } from '@/lib/lakebase/lakebase'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { listMemories } from '@/lib/store/list/browse'
import { asExpected } from '@/lib/store/outage'
import { getMemoryAt } from '@/lib/store/read'
import { searchMemories } from '@/lib/store/search/search'
import { type LakebaseServer, makeAgentDatabase, SCHEMA, startLakebaseServer, urlOf } from '../support/lakebase-server'
import { codePointEmbedder, expectedOf, storeWith, viewer } from '../support/stores'
import {
  BRANCH,
  CLIENT,
  ENDPOINT,
  INSTANCE,
  PERSON,
  PERSONAL_TOKEN,
  startWorkspace,
  type WorkspaceStandIn,
} from '../support/workspace'

const NOW = performance.now.bind(performance)
/** Only a server of the test's own can be stopped and made to demand certificates. */
const hasOwnServer = inject('postgresUrl') !== null && !process.env.TEST_DATABASE_URL

describe.skipIf(!hasOwnServer)('Lakebase', () => {
  let server: LakebaseServer
  let workspace: WorkspaceStandIn
  /** The agent's side: the owner of the tables. */
  let owner: pg.Pool
  const opened: Database[] = []
  const said: string[] = []

  beforeAll(async () => {
    server = await startLakebaseServer()
    owner = await makeAgentDatabase(server, 16)
  })
  afterAll(async () => {
    await owner.end()
    await server.close()
  })

  beforeEach(async () => {
    workspace = await startWorkspace(server.admin)
    for (const level of ['error', 'warn', 'log', 'info', 'debug'] as const)
      vi.spyOn(console, level).mockImplementation((...all: unknown[]) => void said.push(inspect(all, { depth: 20 })))
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ close }) => close()))
    await workspace.close()
    vi.restoreAllMocks()
    // of every test: nothing was asked that the real service would not take, and nothing secret was said
    expect(workspace.wrong).toEqual([])
    expectNoSecrets(said.splice(0))
  })

  const expectNoSecrets = (things: unknown) => {
    const everything = inspect(things, { depth: 20, showHidden: true, maxStringLength: null })
    for (const secret of [...workspace.secrets, CLIENT.secret, PERSONAL_TOKEN])
      expect(everything.includes(secret)).toBe(false)
  }

  const settings = (env: Record<string, string> = {}) =>
    parseEnvironment({
      DATABRICKS_HOST: workspace.url,
      DATABRICKS_CLIENT_ID: CLIENT.id,
      DATABRICKS_CLIENT_SECRET: CLIENT.secret,
      LAKEBASE_ENDPOINT: ENDPOINT,
      PGPORT: String(server.port),
      PGSSLROOTCERT: server.caFile,
      ...env,
    })

  const open = async (env: Record<string, string> = {}, options: Partial<LakebaseOptions> = {}): Promise<Database> => {
    const parsed = settings(env)
    const known = configuredWorkspace(parsed)
    if (parsed.database.kind !== 'lakebase' || known === null) throw new Error('not a database in Lakebase')
    const database = await openLakebase(known, parsed.database, { max: 8, ...options })
    opened.push(database)
    return database
  }

  /** What an operator is told; checked to hold no secret, deep down. */
  const refusal = async (work: Promise<unknown>): Promise<Expected> => {
    const error = await expectedOf(asExpected(() => work))
    expectNoSecrets(error)
    expect(error.code).toBe('database-unavailable')
    return error
  }

  /** Time passes as far as our own clock goes. */
  const later = (minutes: number) => vi.spyOn(performance, 'now').mockImplementation(() => NOW() + minutes * 60_000)
  const count = (path: string) => workspace.calls.filter((call) => call.path === path).length
  const ask = (database: Database, sql: string) =>
    database.pool.query<Record<string, unknown>>(sql).then(({ rows }) => rows[0])
  const backend = async (database: Database) => (await ask(database, 'select pg_backend_pid() as pid'))?.pid
  /** Takes `many` connections at once, then gives them back. */
  const takeMany = async ({ pool }: Pick<Database, 'pool'>, many: number) => {
    const taken = await Promise.allSettled(Array.from({ length: many }, () => pool.connect()))
    for (const one of taken) if (one.status === 'fulfilled') one.value.release()
    for (const one of taken) if (one.status === 'rejected') throw one.reason
  }
  const endConnections = async () => {
    await server.admin.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = $1`, [
      CLIENT.id,
    ])
    await expect.poll(() => opened.map(({ pool }) => pool.totalCount).filter(Boolean)).toEqual([]) // their holders have heard
  }

  describe('is found and entered', () => {
    test.each([
      ['an endpoint', {}],
      ['an endpoint by its other name', { LAKEBASE_ENDPOINT: '', LAKEBASE_AUTOSCALING_ENDPOINT: ENDPOINT }],
      [
        'a project and its branch',
        {
          LAKEBASE_ENDPOINT: '',
          LAKEBASE_AUTOSCALING_PROJECT: 'memories',
          LAKEBASE_AUTOSCALING_BRANCH: 'production',
        },
      ],
      ['an instance', { LAKEBASE_ENDPOINT: '', LAKEBASE_INSTANCE_NAME: INSTANCE }],
    ])('by %s: over TLS, as the service principal, in the database of Databricks’ name', async (_, env) => {
      const database = await open(env)
      expect(
        await ask(
          database,
          'select current_user as role, current_database() as db, ssl from pg_stat_ssl where pid = pg_backend_pid()',
        ),
      ).toEqual({ role: CLIENT.id, db: 'databricks_postgres', ssl: true })
      expect(workspace.minted()).toBe(1)
    })

    test('by the host name of an instance, as Databricks Apps give it', async () => {
      workspace.state.host = 'agent.database.cloud.databricks.com'
      const env = {
        LAKEBASE_ENDPOINT: '',
        LAKEBASE_INSTANCE_NAME: 'AGENT.database.cloud.databricks.com',
        PGHOST: 'localhost',
      }
      const database = await open(env)
      expect(await ask(database, 'select current_user as role')).toEqual({ role: CLIENT.id })
      expect(workspace.calls.map(({ path }) => path)).toContain('/api/2.0/database/instances?page_token=a%2Bb')
    })

    test('by a host in the settings without asking for it', async () => {
      await open({ PGHOST: 'localhost' })
      expect(count(`/api/2.0/postgres/${ENDPOINT}`)).toBe(0)
    })

    test('as the person of a personal token, or as PGUSER says', async () => {
      const database = await open({ DATABRICKS_TOKEN: PERSONAL_TOKEN })
      expect(await ask(database, 'select current_user as role')).toEqual({ role: PERSON })
      expect(count('/api/2.0/preview/scim/v2/Me')).toBe(1)
      const named = await open({ DATABRICKS_TOKEN: PERSONAL_TOKEN, PGUSER: PERSON })
      expect(await ask(named, 'select current_user as role')).toEqual({ role: PERSON })
      expect(count('/api/2.0/preview/scim/v2/Me')).toBe(1)
    })

    test('and used: memories are saved, searched, edited, deleted and brought back', async () => {
      const { pool } = await open()
      const store = await storeWith(pool, codePointEmbedder(16), { schema: SCHEMA })
      const ada = viewer(store, 'ada')
      const made = await createMemory(ada, { key: 'tea', json: '{"text": "green tea", "cups": 1.0}' })
      const edited = await editMemory(ada, { id: made.id, version: made.version, json: '{"text": "white tea"}' })
      const found = await searchMemories(ada, { query: '{"text": "white tea"}', limit: 5 })
      expect(found.memories.map(({ key }) => key)).toEqual(['tea'])
      const removed = await deleteMemory(ada, { id: edited.id, version: edited.version })
      expect(await getMemoryAt(ada, [], 'tea')).toBeNull()
      await undoRemoval(ada, removed.id)
      expect((await listMemories(ada, { limit: 5, timeZone: 'UTC' })).total).toBe(1)
      expect(await listMemories(viewer(store, 'bob'), { limit: 5, timeZone: 'UTC' })).toMatchObject({ total: 0 })
    })

    test('just to look: read-only, and nothing is made', async () => {
      const database = await openToLook(settings())
      if (database === null) throw new Error('not opened')
      opened.push(database)
      expect(await ask(database, 'show transaction_read_only')).toEqual({ transaction_read_only: 'on' })
    })
  })

  describe('a credential', () => {
    test('is minted once, however many connections are opened at once', async () => {
      const parsed = settings()
      const known = configuredWorkspace(parsed)
      if (parsed.database.kind !== 'lakebase' || known === null) throw new Error('not a database in Lakebase')
      const pool = await lakebasePool(known, parsed.database, {}, { max: 8 })
      opened.push({ pool, kind: 'postgres', close: () => pool.end() })
      await takeMany({ pool }, 8)
      const { rows } = await server.admin.query(`select count(*)::int as n from pg_stat_activity where usename = $1`, [
        CLIENT.id,
      ])
      expect(rows).toEqual([{ n: 8 }])
      expect(workspace.minted()).toBe(1)
      expect(count('/oidc/v1/token')).toBe(1)
    })

    test('near its end is renewed beside the work, and later connections use the new one', async () => {
      const database = await open()
      later(54)
      await takeMany(database, 2)
      expect(workspace.minted()).toBe(1)
      later(56)
      await takeMany(database, 3)
      await expect.poll(workspace.minted).toBe(2)
      await takeMany(database, 8)
      expect(workspace.minted()).toBe(2)
    })

    test('that has ended is not sent: the next connection brings its own', async () => {
      const database = await open()
      await server.admin.query(`alter role "${CLIENT.id}" valid until 'yesterday'`)
      later(61)
      const before = server.arrivals()
      await takeMany(database, 2)
      expect(workspace.minted()).toBe(2)
      expect(server.arrivals() - before).toBe(1)
    })

    test('that the database refuses is replaced once, however many meet the refusal', async () => {
      const database = await open()
      await server.admin.query(`alter role "${CLIENT.id}" valid until 'yesterday'`)
      await takeMany(database, 6)
      expect(workspace.minted()).toBe(2)
    })

    test('that is refused again is the end of it, and says what to do', async () => {
      const error = await refusal(open({ PGUSER: 'nobody@example.com' }))
      expect(error.sentence).toMatch(/refused the login of the dashboard’s role, with a new credential too/)
      expect(error.sql).toBe(
        `CREATE EXTENSION IF NOT EXISTS databricks_auth;\nSELECT databricks_create_role('nobody@example.com', 'USER');`,
      )
      expect(workspace.minted()).toBe(2)
    })

    test('is not missed while it holds: the workspace may be down', async () => {
      const database = await open()
      workspace.state.isDown = true
      later(56)
      await takeMany(database, 8)
      expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 })
      await expect.poll(() => said.join()).toMatch(/could not be renewed: .* could not be reached/)
    })

    test('that cannot be had is said, and is had as soon as the workspace is back', async () => {
      const database = await open()
      workspace.state.isDown = true
      await endConnections()
      later(61)
      const error = await refusal(database.pool.query('select 1'))
      expect(error.sentence).toMatch(
        /^The (Lakebase service|Databricks sign-in) could not be reached \(UND_ERR_SOCKET\)/,
      )
      workspace.state.isDown = false
      expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 })
    })

    test('is asked for with a new workspace token when the old one is refused', async () => {
      const database = await open()
      for (const secret of workspace.secrets) workspace.state.revoked.add(secret)
      await server.admin.query(`alter role "${CLIENT.id}" valid until 'yesterday'`)
      await takeMany(database, 2)
      expect(count('/oidc/v1/token')).toBe(2)
    })
  })

  describe('a connection', () => {
    test('is replaced when it has grown old', async () => {
      const database = await open({}, { maxLifetimeSeconds: 1 })
      let first: unknown
      // its second may end between two statements
      const lendsAgain = async () => {
        first = await backend(database)
        return (await backend(database)) === first
      }
      await expect.poll(lendsAgain).toBe(true)
      await expect.poll(() => backend(database)).not.toBe(first)
      await expect
        .poll(async () => (await server.admin.query('select from pg_stat_activity where pid = $1', [first])).rowCount)
        .toBe(0)
    })

    test('that is ended while idle ends neither the process nor the next statement', async () => {
      const database = await open({}, { patience: { trustIdleMs: 0 } })
      for (let round = 0; round < 5; round++) {
        await takeMany(database, 4)
        await endConnections()
        expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 })
      }
      await expect.poll(() => said.join()).toMatch(/an idle connection ended/)
    })

    test('that was lost without a word is not lent', async () => {
      const database = await open({}, { patience: { trustIdleMs: 0 } })
      await takeMany(database, 1)
      server.loseConnections()
      expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 })
    })

    test('that says nothing any more while statements are under way ends, and all that were idle with it', async () => {
      const database = await open({}, { patience: { tries: 1 } })
      await takeMany(database, 6) // just now, so none is asked whether it lives
      await server.behave('silent')
      onTestFinished(() => server.behave(null))
      const before = server.arrivals()
      const both = await Promise.all([1, 2].map(() => refusal(database.pool.query('select 1'))))
      for (const { sentence } of both) expect(sentence).toMatch(/did not answer|took no connection/)
      expect(server.arrivals() - before).toBe(1) // one sign of life was asked for, for both
      await server.behave(null)
      for (let round = 0; round < 6; round++) expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 })
    })

    test('is not ended for a statement that takes its time', async () => {
      const database = await open()
      const slow = database.pool.query('select pg_backend_pid() as pid from pg_sleep(4)')
      await server.admin.query(`alter role "${CLIENT.id}" connection limit 0`) // a refusal is a sign of life too
      const { rows } = await slow
      await server.admin.query(`alter role "${CLIENT.id}" connection limit -1`)
      expect(await backend(database)).toBe(rows[0]?.pid)
    })

    test('is waited for while the server starts; a write that was under way is told, and never sent again', async () => {
      const database = await open({}, { patience: { tries: 12 } })
      await owner.query(`drop table if exists public.attempt; create table public.attempt (n int);
        drop sequence if exists public.attempts; create sequence public.attempts;
        grant all on public.attempt, public.attempts to "${CLIENT.id}"`)
      const write = refusal(
        database.pool.query(`insert into public.attempt select nextval('public.attempts') from pg_sleep(20)`),
      )
      await expect
        .poll(
          async () =>
            (await owner.query(`select from pg_stat_activity where query like 'insert into public.attempt%'`)).rowCount,
        )
        .toBe(1)
      await server.restart(1)
      const [told, read] = await Promise.all([write, ask(database, 'select 1 as one')])
      expect(told.sentence).toMatch(/did not answer/)
      expect(read).toEqual({ one: 1 })
      const { rows } = await owner.query(
        `select (select count(*)::int from public.attempt) as written, (select is_called from public.attempts) as tried`,
      )
      expect(rows).toEqual([{ written: 0, tried: false }])
    })

    test.each([
      ['of no such database', { PGDATABASE: 'elsewhere' }, 1],
      ['of a refused role', { PGUSER: 'nobody@example.com' }, 2], // the second with a new credential
      ['to a host whose certificate is not its own', { PGHOST: '127.0.0.1' }, 1],
    ])('%s is not tried again', async (_, env, arrivals) => {
      const before = server.arrivals()
      await refusal(open(env))
      expect(server.arrivals() - before).toBe(arrivals)
    })
  })

  describe('a certificate', () => {
    test('of another host is refused, and nothing is sent', async () => {
      workspace.state.host = '127.0.0.1'
      const error = await refusal(open())
      expect(error.sentence).toMatch(
        /certificate is not one for its host.* \(ERR_TLS_CERT_ALTNAME_INVALID\)\. Nothing was sent\./,
      )
    })

    test('of an authority that is not known is refused, and no mode of libpq changes that', async () => {
      for (const PGSSLMODE of ['', 'prefer', 'require', 'verify-ca', 'verify-full'])
        expect((await refusal(open({ PGSSLROOTCERT: '', PGSSLMODE }))).sentence).toMatch(/authority that is known here/)
    })

    test('file that cannot be read is named', async () => {
      const error = await expectedOf(open({ PGSSLROOTCERT: '/nowhere/ca.pem' }))
      expect(error.code).toBe('misconfigured')
      expect(error.sentence).toMatch(/\/nowhere\/ca\.pem \(PGSSLROOTCERT/)
    })
  })

  describe('what is wrong has its own sentence', () => {
    test.each<[string, Record<string, string>, (state: WorkspaceStandIn['state']) => void, RegExp]>([
      [
        'a wrong client secret',
        { DATABRICKS_CLIENT_SECRET: 'wrong' },
        () => {},
        /sign-in refused DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET \(HTTP 401\)/,
      ],
      [
        'a personal token that has ended',
        { DATABRICKS_TOKEN: 'dapi-old' },
        () => {},
        /workspace refused the token \(HTTP 401\).*DATABRICKS_TOKEN/,
      ],
      [
        'no permission on the endpoint',
        {},
        (state) => {
          state.refuses = { path: '/api/2.0/postgres/credentials', status: 403 }
        },
        /may not use projects\/memories\/branches\/production\/endpoints\/primary in Lakebase \(HTTP 403\)\. Give .* CAN USE/,
      ],
      [
        'no permission on the instance',
        { LAKEBASE_ENDPOINT: '', LAKEBASE_INSTANCE_NAME: INSTANCE },
        (state) => {
          state.refuses = { path: '/api/2.0/database/credentials', status: 403 }
        },
        /may not use the Lakebase instance agent-memories \(HTTP 403\)/,
      ],
      [
        'an endpoint that is not there',
        { LAKEBASE_ENDPOINT: `${BRANCH}/endpoints/other` },
        () => {},
        /There is no projects\/memories\/branches\/production\/endpoints\/other in Lakebase .*\(HTTP 404\)/,
      ],
      [
        'an endpoint that is not there, though the host is known',
        { LAKEBASE_ENDPOINT: `${BRANCH}/endpoints/other`, PGHOST: 'localhost' },
        () => {},
        /There is no projects\/memories\/branches\/production\/endpoints\/other in Lakebase/,
      ],
      [
        'a branch that is not there',
        { LAKEBASE_ENDPOINT: '', LAKEBASE_AUTOSCALING_PROJECT: 'memories', LAKEBASE_AUTOSCALING_BRANCH: 'x' },
        () => {},
        /There is no projects\/memories\/branches\/x in Lakebase/,
      ],
      [
        'an instance that is not there',
        { LAKEBASE_ENDPOINT: '', LAKEBASE_INSTANCE_NAME: 'nobody' },
        () => {},
        /There is no Lakebase instance nobody .*LAKEBASE_INSTANCE_NAME/,
      ],
      [
        'a host name that no instance has',
        { LAKEBASE_ENDPOINT: '', LAKEBASE_INSTANCE_NAME: 'x.database.cloud.databricks.com' },
        () => {},
        /No Lakebase instance .* has the host name of the settings/,
      ],
      [
        'an instance that is stopped',
        { LAKEBASE_ENDPOINT: '', LAKEBASE_INSTANCE_NAME: INSTANCE },
        (state) => {
          state.instanceState = 'STOPPED'
        },
        /instance agent-memories is stopped \(STOPPED\)\. Start it/,
      ],
      [
        'an endpoint that is disabled',
        {},
        (state) => {
          state.isDisabled = true
        },
        /endpoint projects\/.* is disabled, and no connection wakes it/,
      ],
      [
        'an endpoint without a host',
        {},
        (state) => {
          state.host = undefined
        },
        /no host name for this database yet/,
      ],
      [
        'an API that answers something else',
        {},
        (state) => {
          state.host = ''
        },
        /answered something that is not what its API promises/,
      ],
      [
        'a host name that is not known',
        {},
        (state) => {
          state.host = 'no-such-host.invalid'
        },
        /host name of the database is not known \((ENOTFOUND|EAI_AGAIN)\)/,
      ],
      [
        'a database that is not there',
        { PGDATABASE: 'elsewhere' },
        () => {},
        /There is no database elsewhere on this server\. Set PGDATABASE/,
      ],
      [
        'a server that takes no connection',
        { PGPORT: '1' },
        () => {},
        /took no connection\. It may be waking up or stopped/,
      ],
    ])('%s', async (_, env, change, sentence) => {
      change(workspace.state)
      expect((await refusal(open(env, { patience: { tries: 2, firstWaitMs: 1 } }))).sentence).toMatch(sentence)
    })

    test('a workspace that is not named', async () => {
      const error = await expectedOf(openToLook(settings({ DATABRICKS_HOST: '' })))
      expect([error.code, error.sentence]).toEqual([
        'misconfigured',
        expect.stringMatching(/Lakebase needs DATABRICKS_HOST/),
      ])
    })

    test('a database that stops later, by what the workspace knows of it', async () => {
      const parsed = settings({
        LAKEBASE_ENDPOINT: '',
        LAKEBASE_INSTANCE_NAME: INSTANCE,
        PGPORT: '1',
        PGHOST: 'localhost',
      })
      const database = await openToLook(parsed)
      if (database === null) throw new Error('not opened')
      opened.push(database)
      workspace.state.instanceState = 'STOPPED'
      for (const error of await Promise.all([1, 2, 3].map(() => refusal(database.pool.query('select 1')))))
        expect(error.sentence).toMatch(/is stopped \(STOPPED\)/)
      expect(count(`/api/2.0/database/instances/${INSTANCE}`)).toBe(1) // asked once for all
    })

    test('a role that may no longer log in, with the SQL that allows it', async () => {
      const database = await open()
      await server.admin.query(`alter role "${CLIENT.id}" nologin`)
      await endConnections()
      const error = await refusal(database.pool.query('select 1'))
      await server.admin.query(`alter role "${CLIENT.id}" login`)
      expect(error.sentence).toMatch(/role may not log in to the database/)
      expect(error.sql).toBe(`ALTER ROLE "${CLIENT.id}" LOGIN;`)
      expect(await ask(database, 'select 1 as one')).toEqual({ one: 1 })
    })

    test('a role that has used up its connections', async () => {
      const database = await open()
      await server.admin.query(`alter role "${CLIENT.id}" connection limit 1`)
      const error = await refusal(takeMany(database, 2))
      await server.admin.query(`alter role "${CLIENT.id}" connection limit -1`)
      expect(error.sentence).toMatch(/no connection left for the dashboard\. Set DATABASE_POOL_SIZE lower/)
      await takeMany(database, 2)
    })

    test('a role without rights on the tables, with the grants by its name; read-only is enough to open', async () => {
      const { pool } = await open()
      const storeOf = () => storeWith(pool, codePointEmbedder(16), { schema: SCHEMA })
      await owner.query(`revoke all on all tables in schema ${SCHEMA} from "${CLIENT.id}";
        revoke usage on schema ${SCHEMA} from "${CLIENT.id}"`)
      const error = await expectedOf(storeOf())
      expect([error.code, error.sql]).toEqual([
        'store-not-ready',
        `GRANT USAGE ON SCHEMA "${SCHEMA}" TO "${CLIENT.id}";
GRANT SELECT, INSERT, UPDATE, DELETE ON "${SCHEMA}".store TO "${CLIENT.id}";
GRANT SELECT, INSERT, UPDATE, DELETE ON "${SCHEMA}".store_vectors TO "${CLIENT.id}";`,
      ])
      await owner.query(error.sql ?? '')
      const ada = viewer(await storeOf(), 'ada')
      await owner.query(`revoke insert on ${SCHEMA}.store from "${CLIENT.id}"`)
      expect((await storeOf()).catalog.dims).toBe(16)
      const denied = await expectedOf(createMemory(ada, { key: 'x', json: '{}' }))
      await owner.query(error.sql ?? '')
      expect([denied.code, denied.sentence]).toEqual(['store-not-ready', error.sentence])
      await createMemory(ada, { key: 'granted', json: '{}' })
    })

    test('tables, schema or extension that are missing, each with what to run', async () => {
      await server.admin.query('create database empty')
      await server.admin.query(`grant create on database empty to "${CLIENT.id}"`)
      const { pool } = await open({ PGDATABASE: 'empty' })
      const opening = (schema: string) => expectedOf(storeWith(pool, codePointEmbedder(16), { schema }))
      expect((await opening(SCHEMA)).sentence).toMatch(/has not made its tables in the schema agent_memory yet/)
      const there = new pg.Client({ connectionString: urlOf(server.admin, 'empty') })
      await there.connect()
      await there.query(
        `create schema other; create table other.store (prefix text, key text, value jsonb, created_at timestamptz, updated_at timestamptz);
         grant usage on schema other to "${CLIENT.id}"; grant all on other.store to "${CLIENT.id}"`,
      )
      expect((await opening(SCHEMA)).sentence).toMatch(/has no table named store, but there is one in other/)
      const bare = await opening('other')
      expect([bare.sql, bare.sentence]).toEqual([
        'CREATE EXTENSION vector;',
        expect.stringMatching(/extension vector is not installed .* run the agent’s setup\(\)/),
      ])
      const closed = await expectedOf(setUpAgentTables(pool, 'public', 16)) // may make the trusted extension, not tables
      expect([closed.code, closed.sql]).toEqual([
        'store-not-ready',
        expect.stringMatching(/^(CREATE EXTENSION vector|GRANT USAGE, CREATE ON SCHEMA "public" TO ")/),
      ])
      await there.end()
    })

    test('a role without the right to connect, with the SQL that gives it', async () => {
      await server.admin.query('create database closed; ')
      await server.admin.query('revoke connect on database closed from public')
      const error = await refusal(open({ PGDATABASE: 'closed' }))
      expect(error.sql).toBe(`GRANT CONNECT ON DATABASE "closed" TO "${CLIENT.id}";`)
      await server.admin.query(error.sql ?? '')
      const next = await expectedOf(open({ PGDATABASE: 'closed' }))
      expect([next.code, next.sql]).toEqual([
        'store-not-ready',
        `CREATE SCHEMA dashboard;\nGRANT USAGE, CREATE ON SCHEMA dashboard TO "${CLIENT.id}";`,
      ])
    })
  })
})
