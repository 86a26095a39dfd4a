// "It does not work." Ten and more ways in which a real installation is set up wrongly: the doctor names each, and what it says to do is what cures it.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { readEnvironment } from '@/lib/env'
import { examineClock } from '@/lib/health/clock'
import type { Finding } from '@/lib/health/finding'
import { examinePeople } from '@/lib/health/people'
import { openEmbedded, openPostgres } from '@/lib/lakebase/database'
import { inEnglish } from '@/lib/shared/text'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { templateIn } from '../support/embedded-template'
import { codePointVector, startEmbeddingEndpoint } from '../support/embedding-endpoint'
import { CANARIES, DIMS, examined, inWords, runDoctor, SCHEMA, type Site, startSite } from '../support/examined-site'
import { startHostileProvider } from '../support/hostile-provider'
import { runScript } from '../support/run-script'
import { expectedOf } from '../support/stores'

const server = inject('postgresUrl')

test('the embedded database is looked at as it is, where nobody else has it open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'memory-doctor-'))
  const env = { EMBEDDED_DATA_DIR: join(folder, 'memory') }
  const states = async () =>
    Object.fromEntries((await examined(env)).map((finding) => [finding.check, `${finding.state} ${inWords(finding)}`]))
  expect((await states()).database).toBe('unknown The embedded database is not there yet; the first start makes it.')
  cpSync(await templateIn(inject('templateFolder')), env.EMBEDDED_DATA_DIR, { recursive: true })
  const database = await openEmbedded(env.EMBEDDED_DATA_DIR)
  await setUpAgentTables(database.pool, 'public', 512)
  expect((await states()).database).toMatch(/^unknown Another process has the embedded database open/)
  await database.close()
  const found = await states()
  expect(Object.values(found).filter((said) => said.startsWith('wrong'))).toEqual([])
  expect(found).toMatchObject({
    database: expect.stringMatching(/^fine The embedded database answers/),
    grants: expect.stringMatching(/^fine/),
    dims: expect.stringMatching(/^fine/),
    'stored-entries': 'unknown No vector is stored yet, so there is nothing to compare.',
  })
  rmSync(folder, { recursive: true })
})

test.each([
  [0, 'fine The clocks of the server and of the database agree.'],
  [-30_000, 'fine The clocks of the server and of the database agree.'],
  [-61_000, 'wrong The clock of this machine is 61 seconds ahead of the database’s.'],
  [3_600_000, 'wrong The clock of this machine is 3,600 seconds behind the database’s.'],
])('a database whose clock is %d ms ahead', (clockAheadMs, said) => {
  const finding = examineClock({ clockAheadMs })
  expect(`${finding.state} ${inEnglish(finding.said)}`).toBe(said)
})

describe.skipIf(server === null)('the doctor, on a real server', () => {
  let site: Site
  beforeAll(async () => {
    site = await startSite(server ?? '')
  })
  afterAll(() => site.close())

  const wrongIn = (findings: Finding[]) => findings.filter(({ state }) => state === 'wrong')
  const checks = (findings: Finding[]) => findings.map(({ check }) => check)

  /** What is wrong with these settings: exactly the given checks. */
  const diagnose = async (env: Record<string, string>, ...expected: string[]): Promise<Finding> => {
    const found = wrongIn(await examined(env))
    expect(found.map(inWords).join('\n\n'), 'nothing that must not be printed').not.toMatch(/canary/i)
    expect(checks(found)).toEqual(expected)
    return found[0] as Finding
  }
  const healthy = async (env = site.env) => {
    const found = await examined(env)
    expect(wrongIn(found).map(inWords)).toEqual([])
    return found
  }
  const unset = (name: string) => Object.fromEntries(Object.entries(site.env).filter(([key]) => key !== name))

  test('finds nothing where nothing is wrong, and has looked at everything', async () => {
    const found = await healthy()
    expect(found.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'settings fine',
      'sign-in fine',
      'workspace fine',
      'database fine',
      'clock fine',
      'connections fine',
      'own-schema fine',
      'audit-owner fine',
      'audit-checkpoints fine',
      'erasure-ledger fine',
      'tables fine',
      'grants fine',
      'guard unknown',
      'threads fine',
      'vector fine',
      'embedding fine',
      'dims fine',
      'stored-entries fine',
      'namespaces fine',
      'people fine',
      'tracing fine',
    ])
    expect(found.map(inWords).join('\n')).not.toMatch(/canary/i)
  })

  test('the wrong schema: names the one that has the tables', async () => {
    const finding = await diagnose({ ...site.env, LAKEBASE_AGENT_MEMORY_SCHEMA: 'elsewhere' }, 'tables')
    const named = /there is one in (\w+)\. Set (\w+)\./.exec(inWords(finding))
    expect(named?.slice(1)).toEqual([SCHEMA, 'LAKEBASE_AGENT_MEMORY_SCHEMA'])
    await healthy({ ...site.env, [named?.[2] ?? '']: named?.[1] ?? '' })
  })

  test.each([
    ['no DELETE', `revoke delete on ${SCHEMA}.store, ${SCHEMA}.store_vectors from`],
    ['only SELECT', `revoke insert, update, delete on ${SCHEMA}.store_vectors from`],
    ['no right at all', `revoke all on ${SCHEMA}.store, ${SCHEMA}.store_vectors from`],
    ['no USAGE of the schema', `revoke usage on schema ${SCHEMA} from`],
  ])('%s: prints the grants that are missing, and no others', async (_, revoke) => {
    const role = `"${site.role.replaceAll('"', '""')}"`
    await site.asAgent(`${revoke} ${role}`)
    const finding = await diagnose(site.env, 'grants')
    expect(finding.sql).toMatch(/^GRANT /)
    await site.asAgent(finding.sql ?? '')
    await healthy()
  })

  test('no tables and no extension: says who makes them, and the agent does', async () => {
    const bare = await startSite(server ?? '', { isFilled: false })
    const found = wrongIn(await examined(bare.env))
    expect(checks(found)).toEqual(['tables', 'vector'])
    expect(found.map(inWords).join('\n')).toMatch(/has not made its tables in the schema \w+ yet\. Run its setup\(\)/)
    await bare.asAgent(`create schema ${SCHEMA}`)
    await bare.asSuperuser(found[1]?.sql ?? '')
    await bare.fill()
    expect(wrongIn(await examined(bare.env)).map(inWords)).toEqual([])
    await bare.close()
  })

  test('vectors of another size: says both sizes and what to set', async () => {
    const other = await startEmbeddingEndpoint({ dims: 32 })
    const finding = await diagnose({ ...site.env, DATABRICKS_HOST: other.url, EMBEDDING_DIMS: '32' }, 'dims')
    expect(inWords(finding)).toMatch(/holds embeddings of 16 numbers, but test on Databricks makes 32/)
    expect(inWords(finding)).toMatch(/EMBEDDING_DIMS to what the agent uses/)
    await other.close()
  })

  test('another model of the same size: what is stored does not come out again', async () => {
    const other = await startEmbeddingEndpoint({
      dims: DIMS,
      vector: (text, dims) => codePointVector(text, dims).map((value, at) => (at % 3 === 0 ? -value : value * at)),
    })
    const finding = await diagnose({ ...site.env, DATABRICKS_HOST: other.url }, 'stored-entries')
    expect(inWords(finding)).toMatch(/Only 0 of 5 stored vectors come out the same .*another model made them/)
    expect(inWords(finding)).toMatch(/Set DATABRICKS_EMBEDDING_ENDPOINT/)
    const asked = other.requests.filter(({ path }) => path.endsWith('/invocations'))
    expect(asked.flatMap(({ body }) => (body as { input: string[] }).input)).toHaveLength(6)
    await other.close()
  })

  test('one stored vector of five that nobody can make again is no other model', async () => {
    onTestFinished(() => site.refill())
    await site.asAgent(`update ${SCHEMA}.store_vectors set embedding = '[${[1, ...Array(15).fill(0)]}]'
      where key = 'first' and prefix = 'user_memories.ada-at-example-com'`)
    for (let draw = 0; draw < 5; draw++) await healthy()
  })

  test('an endpoint that is down, or that is not there', async () => {
    site.endpoint.behave({ kind: 'refuse', status: 500 })
    expect(inWords(await diagnose(site.env, 'embedding'))).toMatch(
      /HTTP 500.*\nCheck DATABRICKS_HOST, DATABRICKS_TOKEN/,
    )
    site.endpoint.behave({ kind: 'refuse', status: 404 })
    expect(inWords(await diagnose(site.env, 'embedding'))).toMatch(
      /nothing has this name.*DATABRICKS_EMBEDDING_ENDPOINT/s,
    )
    site.endpoint.behave(undefined)
    await healthy()
  })

  test('a workspace that is down', async () => {
    const other = await startEmbeddingEndpoint({ dims: DIMS })
    await other.close()
    const finding = await diagnose({ ...site.env, DATABRICKS_HOST: other.url }, 'workspace', 'embedding')
    expect(inWords(finding)).toMatch(
      /could not be reached \(ECONNREFUSED\).*\nCheck DATABRICKS_HOST and DATABRICKS_TOKEN/,
    )
  })

  test('a token that the workspace refuses', async () => {
    const finding = await diagnose({ ...site.env, DATABRICKS_TOKEN: 'expired-canary' }, 'workspace', 'embedding')
    expect(inWords(finding)).toMatch(/refused access \(HTTP 401\).*\nCheck DATABRICKS_HOST and DATABRICKS_TOKEN/)
    await healthy()
  })

  test('a service principal with the wrong secret', async () => {
    const principal = { ...unset('DATABRICKS_TOKEN'), DATABRICKS_CLIENT_ID: 'client-id' }
    const finding = await diagnose({ ...principal, DATABRICKS_CLIENT_SECRET: 'canary' }, 'workspace', 'embedding')
    expect(inWords(finding)).toMatch(
      /HTTP 401.*\nCheck DATABRICKS_HOST, DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET/,
    )
    const other = await startEmbeddingEndpoint({ dims: DIMS })
    await healthy({ ...principal, DATABRICKS_HOST: other.url, DATABRICKS_CLIENT_SECRET: 'client-secret' })
    await other.close()
  })

  test('half an embedding configuration', async () => {
    const finding = await diagnose(
      { ...unset('DATABRICKS_EMBEDDING_ENDPOINT'), EMBEDDINGS_BASE_URL: site.endpoint.url },
      'embedding',
    )
    expect(inWords(finding)).toMatch(/EMBEDDINGS_BASE_URL needs EMBEDDINGS_MODEL/)
  })

  test('a stored text that the endpoint refuses today is one that cannot be made again, and no more', async () => {
    onTestFinished(() => site.refill())
    site.endpoint.behave({ kind: 'refuse-longer', than: 200 })
    await site.asAgent(`update ${SCHEMA}.store set value = jsonb_build_object('text', repeat('long ', 50))
      where key = 'first' and prefix = 'user_memories.bob-at-example-com'`)
    for (let draw = 0; draw < 5; draw++) await healthy()
    site.endpoint.behave(undefined)
  })

  test('fields that the agent does not embed', async () => {
    const finding = await diagnose({ ...site.env, EMBEDDING_FIELDS: '["text"]' }, 'stored-entries')
    expect(inWords(finding)).toMatch(/5 of 5 stored vectors .*\nSet EMBEDDING_FIELDS to the agent’s embedding_fields/)
  })

  test('the wrong style of namespaces', async () => {
    const wrong = { ...site.env, MEMORY_NAMESPACE_STYLE: 'dots' }
    const finding = await diagnose(wrong, 'namespaces', 'people')
    expect(inWords(finding)).toMatch(/the agent writes “-at-” in 4 of 4 namespaces\.\nSet MEMORY_NAMESPACE_STYLE=at\./)
  })

  test('the wrong first label', async () => {
    const finding = await diagnose({ ...site.env, MEMORY_NAMESPACE: 'memories' }, 'namespaces')
    expect(inWords(finding)).toMatch(/No stored namespace begins with memories.*\nSet MEMORY_NAMESPACE /)
  })

  test('no pattern of ids: counts whom it locks out', async () => {
    const finding = await diagnose(unset('MEMORY_ID_PATTERN'), 'people')
    expect(inWords(finding)).toMatch(/^4 of 4 namespaces could belong to more than one id, so nobody is shown/)
    const perRow = readEnvironment({ ...unset('MEMORY_ID_PATTERN'), MEMORY_OWNER_FIELD: 'user_id' }).environment
    expect(inWords(await examinePeople(['jo-ann-at-x-com'], perRow))).toMatch(
      /^1 of 1 namespace could belong to more than one id: whoever is let in sees only the memories that name them\./,
    )
    const proposed = /it locks 0 of 4 namespaces out: MEMORY_ID_PATTERN='(.+)'$/.exec(inWords(finding))?.[1]
    await healthy({ ...site.env, MEMORY_ID_PATTERN: proposed ?? '' })
    const never = await diagnose({ ...site.env, MEMORY_ID_PATTERN: '[a-z]+@example\\.org' }, 'people')
    expect(inWords(never)).toMatch(/No id that matches MEMORY_ID_PATTERN leads to any of 4 namespaces/)
  })

  test('a sign-in that would not start', async () => {
    const [list, secret] = [unset('LOCAL_USERS'), { ...site.env, AUTH_MODE: 'oidc' }]
    expect(inWords(await diagnose(list, 'sign-in'))).toMatch(/LOCAL_USERS is empty.*Set it to user ids/)
    expect(inWords(await diagnose({ ...site.env, LISTEN_HOST: '0.0.0.0' }, 'sign-in'))).toMatch(/on this machine only/)
    expect(inWords(await diagnose(secret, 'sign-in'))).toMatch(/NEXTAUTH_SECRET is too short.*openssl rand/)
    const provider = await startHostileProvider('http://127.0.0.1:3000')
    const oidc = { ...secret, NEXTAUTH_SECRET: 'canary'.repeat(6), ...provider.settings }
    const fine = (await healthy(oidc)).find(({ check }) => check === 'sign-in') as Finding
    expect(inWords(fine)).toBe(
      `${provider.issuer} answers as the identity provider; people open http://127.0.0.1:3000.`,
    )
    provider.lies = { discovery: { issuer: 'https://login.example.com' } }
    expect(inWords(await diagnose(oidc, 'sign-in'))).toMatch(
      /calls itself https:\/\/login\.example\.com, not .* set OIDC_ISSUER to exactly its name/,
    )
    await provider.close()
    expect(inWords(await diagnose(oidc, 'sign-in'))).toMatch(/^The identity provider could not be reached/)
    const apps = { ...oidc, AUTH_MODE: 'databricks-apps', DATABRICKS_APP_NAME: 'memory', MEMORY_ID_PATTERN: '' }
    expect(inWords(await diagnose(apps, 'sign-in', 'people'))).toMatch(
      /^MEMORY_ID_PATTERN is not set, and AUTH_MODE=databricks-apps does not start without it/,
    )
    await healthy({ ...apps, MEMORY_ID_PATTERN: site.env.MEMORY_ID_PATTERN ?? '' })
  })

  test('a host that is not there, a role that is not let in, a database that is not there, an address that is none', async () => {
    // the local sign-in would refuse a database elsewhere
    const apps = { AUTH_MODE: 'databricks-apps', DATABRICKS_APP_NAME: 'memory', NEXTAUTH_SECRET: 'x'.repeat(32) }
    const env: Record<string, string> = { ...site.env, ...apps }
    const at = (change: Partial<URL>) => ({
      ...env,
      DATABASE_URL: Object.assign(new URL(env.DATABASE_URL ?? ''), change).href,
    })
    const said = async (change: Partial<URL>) => inWords(await diagnose(at(change), 'database'))
    expect(await said({ hostname: 'nowhere.invalid' })).toMatch(/not known \(E\w+\).*\nCheck the host in DATABASE_URL/)
    expect(await said({ port: '1' })).toMatch(/did not answer.*\nNothing listens where DATABASE_URL points/)
    expect(await said({ password: 'another-canary' })).toMatch(/refused the login.*password in DATABASE_URL/)
    expect(await said({ pathname: '/nothing' })).toMatch(/no database nothing on this server.*DATABASE_URL/)
    const none = await diagnose({ ...env, DATABASE_URL: 'postgres://a:canary@:b/c' }, 'database')
    expect(inWords(none)).toMatch(/DATABASE_URL/)
  })

  test('a role that may not connect', async () => {
    await site.asAgent(`revoke connect on database ${site.database} from public`)
    const finding = await diagnose(site.env, 'database')
    await site.asAgent(finding.sql ?? '')
    await healthy()
  })

  test('what does not depend on a broken database is examined all the same', async () => {
    const url = new URL(site.env.DATABASE_URL ?? '')
    url.password = 'wrong'
    const found = await examined({ ...site.env, DATABASE_URL: url.href })
    expect(found.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'settings fine',
      'sign-in fine',
      'workspace fine',
      'database wrong',
      'own-schema unknown',
      'audit-owner unknown',
      'audit-checkpoints unknown',
      'erasure-ledger unknown',
      'tables unknown',
      'grants unknown',
      'guard unknown',
      'threads unknown',
      'vector unknown',
      'embedding fine',
      'dims unknown',
      'stored-entries unknown',
      'namespaces unknown',
      'tracing fine',
    ])
    expect(inEnglish(found[4]?.said ?? { text: '' })).toBe('Not examined, because the database does not answer.')
  })

  test('no schema of our own, and no right to make one: what the owner runs is enough for the start', async () => {
    const role = `"${site.role.replaceAll('"', '""')}"`
    await site.asSuperuser(`drop schema dashboard cascade; revoke create on database ${site.database} from ${role}`)
    const start = () => openPostgres(site.env.DATABASE_URL ?? '')
    const finding = await diagnose(site.env, 'own-schema')
    expect((await expectedOf(start())).sql).toBe(finding.sql)
    await site.asAgent(finding.sql ?? '') // owns the database, and is no superuser
    await healthy()
    await (await start()).close()
    await healthy()
  })

  test('our schema, and a table in it, of another role', async () => {
    await site.asSuperuser('alter schema dashboard owner to postgres; create table dashboard.foreign (id int)')
    const finding = await diagnose(site.env, 'own-schema')
    await site.asSuperuser(finding.sql ?? '')
    await healthy()
    await site.asSuperuser('drop table dashboard.foreign')
  })

  test.each([
    ['the database', () => `database ${site.database}`],
    ['the role', () => `role "${site.role.replaceAll('"', '""')}"`],
    ['the role in the database', () => `role "${site.role.replaceAll('"', '""')}" in database ${site.database}`],
  ])('read-only, set for %s', async (_, what) => {
    await site.asSuperuser(`alter ${what()} set default_transaction_read_only to on`)
    const finding = await diagnose(site.env, 'database')
    expect(inWords(finding)).toMatch(/only lets the dashboard’s role read/)
    await site.asSuperuser(finding.sql ?? '')
    await healthy()
  })

  test('a policy that may hide rows', async () => {
    await site.asAgent(`alter table ${SCHEMA}.store enable row level security`)
    const finding = await diagnose(site.env, 'grants')
    expect(inWords(finding)).toMatch(/Row-level security holds on agent_langgraph_memory\.store/)
    await site.asAgent(`alter table ${SCHEMA}.store disable row level security`)
  })

  test('more connections than there are', async () => {
    const finding = await diagnose({ ...site.env, DATABASE_POOL_SIZE: '100' }, 'connections')
    expect(inWords(finding)).toMatch(/up to 100\.\nSet DATABASE_POOL_SIZE lower/)
    await site.asSuperuser(`alter role "${site.role.replaceAll('"', '""')}" connection limit 4`)
    await expect.poll(site.connections).toBe(0) // the server lets go of a connection a little later than we do
    expect(inWords(await diagnose(site.env, 'connections'))).toMatch(/Only 3 of 4 connections are free/)
    await healthy({ ...site.env, DATABASE_POOL_SIZE: '4' })
    await site.asSuperuser(`alter role "${site.role.replaceAll('"', '""')}" connection limit -1`)
  })

  test('a setting that cannot be read is named, and the rest is examined without it', async () => {
    const found = await examined({ ...site.env, DATABASE_POOL_SIZE: 'many' })
    expect(wrongIn(found).map(inWords).join()).toMatch(/^DATABASE_POOL_SIZE must be a whole number from 1 to 100\./)
    expect(found).toHaveLength(21)
  })

  test('a setting that nothing reads is named: misspelled, or another one comes first', async () => {
    const found = await healthy({ ...site.env, EMBEDDING_DIM: '7', LAKEBASE_INSTANCE_NAME: 'other', HOME_DIMS: '7' })
    expect(found.filter(({ check }) => check === 'settings').map(inWords)).toEqual([
      'Set, and not read, because nothing has this name or another setting comes first: EMBEDDING_DIM, LAKEBASE_INSTANCE_NAME.',
    ])
  })

  test('an experiment without a place for its traces is said; traces that do not arrive are wrong', async () => {
    const found = await healthy({ ...site.env, MLFLOW_EXPERIMENT_ID: '7' })
    expect(inWords(found.at(-1) as Finding)).toMatch(/^No traces are sent: MLFLOW_EXPERIMENT_ID is set/)
    const nobody = { ...site.env, MLFLOW_TRACKING_URI: site.endpoint.url, MLFLOW_EXPERIMENT_ID: '7' }
    expect(inWords(await diagnose(nobody, 'tracing'))).toMatch(/did not arrive .*Check MLFLOW_TRACKING_URI/s)
    expect(inWords(await diagnose({ ...site.env, MLFLOW_TRACKING_URI: 'databricks' }, 'settings'))).toMatch(
      /^MLFLOW_TRACKING_URI needs MLFLOW_TRACE_UC_TABLE: .* not into a plain experiment/,
    )
  })

  test('an examination changes nothing, and makes nothing', async () => {
    const before = await site.rows()
    expect(before.join('\n')).toContain(CANARIES.text)
    await healthy()
    expect(await site.rows()).toEqual(before)
  })

  test('the guard: what is printed for the owner of the tables is enough, and nobody is asked who is forgotten', async () => {
    const { env } = site
    const { pool, close } = await openPostgres(env.DATABASE_URL ?? '')
    onTestFinished(close)
    const put = (label: string) =>
      site.asAgent(
        `insert into ${SCHEMA}.store (prefix, key, value) values ('user_memories.${label}', 'put', '{"text": "after"}')`,
      )
    const count = async () => (await pool.query(`select from ${SCHEMA}.store where key = 'put'`)).rowCount
    const { output } = await runScript('scripts/guard.ts', env, 'print')
    const refused = await runScript('scripts/guard.ts', env, 'install')
    expect([refused.code, refused.output]).toEqual([
      1,
      expect.stringContaining('CREATE OR REPLACE TRIGGER memory_guard'),
    ])
    await pool.query(`select dashboard.guard_change('user_memories.ada-at-example-com', 'suppress')`)
    const finding = await diagnose(env, 'guard')
    // our schema is not the dashboard's own here, so that it cannot let others in
    expect(inWords(finding)).toMatch(/^People wish to be forgotten/)
    expect(output).toMatch(/^-- a superuser runs this first: agent_/)
    expect(output).toContain(finding.sql)
    await put('ada-at-example-com')
    expect(await count()).toBe(1)

    await site.asSuperuser(output)
    expect((await healthy()).filter(({ check }) => check === 'guard').map(inWords)).toEqual([
      'The guard stands: what agents write for somebody who is forgotten is left out without a word.',
    ])
    await site.asAgent(`delete from ${SCHEMA}.store where key = 'put'`)
    await put('ada-at-example-com')
    await put('bob-at-example-com')
    expect(await count()).toBe(1)
    expect((await runScript('scripts/guard.ts', env, 'test')).output).toMatch(/^The guard holds/)
    // the owner of the agent's tables sees nothing of it, and may only attach the functions
    for (const sql of [
      'select from dashboard.forget_guard',
      'select from dashboard.guard_key',
      `select dashboard.guard_look('a.b')`,
    ])
      await expect(site.asAgent(sql)).rejects.toMatchObject({ code: '42501' })
    // an agent cannot pass for the dashboard
    await expect(
      site.asAgent(
        `set dashboard.own to 'on'; insert into ${SCHEMA}.store (prefix, key, value) values ('user_memories.ada-at-example-com', 'put', '{}')`,
      ),
    ).resolves.toBeUndefined()
    expect(await count()).toBe(1)

    await site.asAgent(`alter table ${SCHEMA}.store_vectors disable trigger memory_guard`)
    expect(inWords(await diagnose(env, 'guard'))).toMatch(/^The guard is incomplete or switched off/)
    await site.asAgent((await diagnose(env, 'guard')).sql ?? '')
    await healthy()
    await site.asAgent(`delete from ${SCHEMA}.store where key = 'put'`)
  })

  describe('on the command line', () => {
    test('says one line for each finding, no colours to a file, and ends with 0', async () => {
      const { code, output } = await runDoctor(site.env)
      expect([code, output.trim().split('\n').at(-1)], output).toEqual([0, 'Nothing is wrong.'])
      expect(output).toMatch(/^✓ fine {4}Settings: Every setting that is set can be read\.$/m)
      expect(output.match(/^✓ fine {4}/gm)).toHaveLength(21)
      expect(output).not.toMatch(/canary/i)
      expect(output).not.toContain('\u001b')
    })

    test('says what is wrong with what to run, no secret, no id and no text, and ends with 1', async () => {
      const role = `"${site.role.replaceAll('"', '""')}"`
      await site.asAgent(`revoke delete on ${SCHEMA}.store from ${role}`)
      const wrong = {
        ...site.env,
        DATABRICKS_TOKEN: 'refused-canary',
        MEMORY_ID_PATTERN: '(',
        EMBEDDINGS_API_KEY: 'key-canary',
        DATABRICKS_CLIENT_SECRET: 'secret-canary',
      }
      const { code, output } = await runDoctor(wrong)
      expect(code, output).toBe(1)
      expect(output).toContain(`    GRANT DELETE ON "${SCHEMA}".store TO ${role};\n`)
      expect(output).toMatch(/^✗ wrong {3}Settings: MEMORY_ID_PATTERN must be a regular expression/m)
      expect(output).toMatch(
        /^\? unknown Stored vectors: Not examined, because the embedding endpoint does not answer\.$/m,
      )
      expect(output).toMatch(/\n\n5 things are wrong\.\n1 thing could not be told\.\n$/)
      expect(output).not.toMatch(/canary/i)

      const json = await runDoctor(wrong, '--json')
      const { findings } = JSON.parse(json.output) as { findings: { check: string; state: string; sql?: string }[] }
      expect([json.code, findings.length]).toEqual([1, 21])
      expect(findings.find(({ check }) => check === 'grants')?.sql).toBe(
        `GRANT DELETE ON "${SCHEMA}".store TO ${role};`,
      )
      expect(json.output).not.toMatch(/canary/i)
      await site.asAgent(`grant delete on ${SCHEMA}.store to ${role}`)
    })

    test('ends with 2 where it could not look at all', async () => {
      const { code, output } = await runDoctor(site.env, '--fix')
      expect([code, output.trim()]).toEqual([
        2,
        'The examination could not be made: --fix is not an option. There is --json.',
      ])
    })
  })
})
