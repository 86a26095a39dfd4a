import { describe, expect, test } from 'vitest'
import { parseEnvironment, readEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'

const sentence = (source: Record<string, string>): string => {
  try {
    parseEnvironment(source)
  } catch (error) {
    if (error instanceof Expected && error.code === 'misconfigured') return error.sentence
    throw error
  }
  return ''
}

test('an empty environment means the embedded database, the seed’s namespaces and the whole value', () => {
  expect(parseEnvironment({})).toMatchObject({
    isProduction: false,
    database: { kind: 'embedded', dataDir: '.data/memory' },
    poolSize: 10,
    memorySchema: 'public',
    namespaceRoot: 'user_memories',
    namespaceStyle: 'at',
    idPattern: undefined,
    authMode: 'local',
    localSignIn: false,
    localUsers: [],
    secret: undefined,
    embedding: { fields: ['$'], dims: undefined, timeoutMs: 20_000, databricksEndpoint: undefined, baseUrl: undefined },
  })
})

test('agents may come in over MCP, but not where a platform’s proxy wants its own token, unless it is said', () => {
  const apps = { AUTH_MODE: 'databricks-apps' }
  expect(
    [{}, { MEMORY_MCP: 'off' }, apps, { ...apps, MEMORY_MCP: 'on' }].map((env) => parseEnvironment(env).mcp),
  ).toEqual([true, false, false, true])
  expect(sentence({ MEMORY_MCP: 'no' })).toContain('MEMORY_MCP must be "on" or "off"')
})

test('an empty setting is an unset one', () => {
  expect(
    parseEnvironment({ DATABASE_URL: '', EMBEDDING_DIMS: ' ', LAKEBASE_AGENT_MEMORY_SCHEMA: '', LOCAL_USERS: '' }),
  ).toEqual(parseEnvironment({}))
})

test('each setting arrives where it is used', () => {
  const env = parseEnvironment({
    NODE_ENV: 'production',
    POSTGRES_URL: 'postgres://b',
    DATABASE_POOL_SIZE: '3',
    AGENT_SEARCH_LIMIT: '7',
    AGENT_OMITS_EXPIRED: 'true',
    LAKEBASE_AGENT_MEMORY_SCHEMA: ' agent_langgraph_memory ',
    MEMORY_NAMESPACE: 'facts',
    MEMORY_NAMESPACE_STYLE: 'dots',
    LOCAL_SIGN_IN: 'true',
    EMBEDDING_ENDPOINT: 'gte',
    EMBEDDING_DIMS: '1024',
    EMBEDDING_TIMEOUT_MS: '500',
  })
  expect(env).toMatchObject({
    isProduction: true,
    database: { kind: 'postgres', url: 'postgres://b' },
    poolSize: 3,
    agent: { limit: 7, omitsExpired: true },
    memorySchema: 'agent_langgraph_memory',
    namespaceRoot: 'facts',
    namespaceStyle: 'dots',
    localSignIn: true,
    embedding: { databricksEndpoint: 'gte', dims: 1024, timeoutMs: 500 },
  })
  const both = { DATABRICKS_EMBEDDING_ENDPOINT: 'one', EMBEDDING_ENDPOINT: 'two' }
  expect(parseEnvironment(both).embedding.databricksEndpoint).toBe('one')
})

test.each([
  [{ DATABASE_POOL_SIZE: '0' }, /DATABASE_POOL_SIZE must be a whole number from 1 to 100/],
  [{ AGENT_SEARCH_LIMIT: '0' }, /AGENT_SEARCH_LIMIT must be a whole number from 1 to 1000/],
  [{ DATABASE_POOL_SIZE: 'ten' }, /DATABASE_POOL_SIZE must be a whole number/],
  [{ EMBEDDING_TIMEOUT_MS: '50' }, /EMBEDDING_TIMEOUT_MS must be a whole number from 100 to 300000/],
  [{ EMBEDDING_DIMS: '0' }, /EMBEDDING_DIMS must be a whole number from 1 to 16000/],
  [{ EMBEDDING_DIMS: '1e99' }, /EMBEDDING_DIMS must be a whole number/],
  [{ EMBEDDING_FIELDS: '["a","a"]' }, /EMBEDDING_FIELDS must be a list of different paths/],
  [{ EMBEDDING_FIELDS: '["a",' }, /EMBEDDING_FIELDS must be a list/],
  [{ EMBEDDING_FIELDS: 'a,,b' }, /EMBEDDING_FIELDS must be a list/],
  [{ MEMORY_ID_PATTERN: '[a' }, /MEMORY_ID_PATTERN must be a regular expression/],
  [{ MEMORY_OWNER_FIELD: 'meta.user_id' }, /MEMORY_OWNER_FIELD must be the name of one field/],
  [{ MEMORY_NAMESPACE_STYLE: 'slashes' }, /MEMORY_NAMESPACE_STYLE/],
  [{ NEXTAUTH_URL: 'memory.example.com' }, /NEXTAUTH_URL must be the address that people open/],
  [{ NEXTAUTH_URL: 'https://example.com/memory' }, /NEXTAUTH_URL must be the address/],
  [{ NEXTAUTH_URL: 'https://user:hush@example.com' }, /NEXTAUTH_URL must be the address/],
  [{ OIDC_SCOPES: 'profile email' }, /OIDC_SCOPES must contain openid/],
  [{ AUTH_MODE: 'none' }, /AUTH_MODE must be "local", "oidc" or "databricks-apps"/],
])('%j does not start, and the sentence names the setting', (source, expected) => {
  expect(sentence(source)).toMatch(/^Cannot start: .*\.$/s)
  expect(sentence(source)).toMatch(expected)
})

test('several wrong settings are named at once, and no sentence holds a secret', () => {
  const said = sentence({
    DATABASE_POOL_SIZE: 'x',
    MEMORY_ID_PATTERN: '(',
    NEXTAUTH_SECRET: 'hush',
    DATABASE_URL: 'postgres://u:hush@h',
  })
  expect(said).toMatch(/DATABASE_POOL_SIZE.*MEMORY_ID_PATTERN/)
  expect(said).not.toContain('hush')
})

describe('which database holds the memories', () => {
  const placed = (source: Record<string, string>) => parseEnvironment(source).database
  const ENDPOINT = 'projects/p/branches/b/endpoints/e'
  const everything = {
    DATABASE_URL: 'postgres://a',
    POSTGRES_URL: 'postgres://b',
    LAKEBASE_ENDPOINT: ENDPOINT,
    LAKEBASE_AUTOSCALING_ENDPOINT: 'projects/p/branches/b/endpoints/other',
    LAKEBASE_AUTOSCALING_PROJECT: 'p',
    LAKEBASE_AUTOSCALING_BRANCH: 'b',
    LAKEBASE_INSTANCE_NAME: 'memories',
    PGHOST: 'instance-1.database.cloud.databricks.com',
    EMBEDDED_DATA_DIR: '/data',
  }

  test('is the first that is named: a URL, an endpoint, a project and its branch, an instance, a host of Lakebase, the embedded one', () => {
    const left: Record<string, string> = { ...everything }
    const next = (...names: (keyof typeof everything)[]) => {
      for (const name of names) delete left[name]
      return placed(left)
    }
    const compute = (one: object) => ({ kind: 'lakebase', compute: one })
    expect(next()).toMatchObject({ kind: 'postgres', url: 'postgres://a' })
    expect(next('DATABASE_URL')).toMatchObject({ kind: 'postgres', url: 'postgres://b' })
    expect(next('POSTGRES_URL')).toMatchObject(compute({ kind: 'endpoint', endpoint: ENDPOINT }))
    expect(next('LAKEBASE_ENDPOINT')).toMatchObject(compute({ endpoint: 'projects/p/branches/b/endpoints/other' }))
    expect(next('LAKEBASE_AUTOSCALING_ENDPOINT')).toMatchObject(
      compute({ kind: 'branch', branch: 'projects/p/branches/b' }),
    )
    expect(next('LAKEBASE_AUTOSCALING_PROJECT', 'LAKEBASE_AUTOSCALING_BRANCH')).toMatchObject(
      compute({ kind: 'instance', instance: 'memories' }),
    )
    expect(next('LAKEBASE_INSTANCE_NAME')).toMatchObject(
      compute({ kind: 'instance-host', instanceHost: 'instance-1.database.cloud.databricks.com' }),
    )
    expect(next('PGHOST')).toEqual({ kind: 'embedded', dataDir: '/data' })
  })

  test('in Lakebase has the names that libpq reads, and what Databricks names by default', () => {
    expect(placed({ LAKEBASE_INSTANCE_NAME: 'memories' })).toMatchObject({
      port: 5432,
      database: 'databricks_postgres',
    })
    const named = { PGHOST: 'h', PGPORT: '6432', PGDATABASE: 'd', PGUSER: 'u', PGSSLROOTCERT: '/ca.pem' }
    expect(placed({ LAKEBASE_INSTANCE_NAME: 'memories', ...named, PGSSLMODE: 'require' })).toEqual({
      kind: 'lakebase',
      compute: { kind: 'instance', instance: 'memories' },
      ...{ host: 'h', port: 6432, database: 'd', user: 'u', caFile: '/ca.pem' },
    })
  })

  test('may be an instance by its host name, which Databricks Apps give, and a project and branch by their paths', () => {
    expect(placed({ LAKEBASE_INSTANCE_NAME: 'i.database.azuredatabricks.net' })).toMatchObject({
      compute: { kind: 'instance-host', instanceHost: 'i.database.azuredatabricks.net' },
    })
    const paths = {
      LAKEBASE_AUTOSCALING_PROJECT: 'projects/p',
      LAKEBASE_AUTOSCALING_BRANCH: 'projects/p/branches/b',
    }
    expect(placed(paths)).toMatchObject({ compute: { branch: 'projects/p/branches/b' } })
  })

  test('is never taken from a PGHOST that is not Lakebase’s: many have one for psql', () => {
    for (const PGHOST of ['localhost', 'db.example.com', 'x.database.cloud.databricks.com.evil.example'])
      expect(placed({ PGHOST }).kind).toBe('embedded')
  })

  test.each([
    [{ LAKEBASE_ENDPOINT: 'primary' }, /LAKEBASE_ENDPOINT must look like projects\//],
    [{ LAKEBASE_AUTOSCALING_PROJECT: 'p' }, /LAKEBASE_AUTOSCALING_PROJECT needs LAKEBASE_AUTOSCALING_BRANCH/],
    [{ LAKEBASE_AUTOSCALING_BRANCH: 'b' }, /LAKEBASE_AUTOSCALING_BRANCH needs LAKEBASE_AUTOSCALING_PROJECT/],
    [{ LAKEBASE_INSTANCE_NAME: 'i', PGPORT: '0' }, /PGPORT must be a whole number from 1 to 65535/],
    [{ LAKEBASE_INSTANCE_NAME: 'i', PGSSLMODE: 'disable' }, /PGSSLMODE must be removed: .* always encrypted/],
    [{ LAKEBASE_INSTANCE_NAME: 'i', PGSSLMODE: 'no-verify' }, /its certificate is checked/],
  ])('%j does not start, and the sentence names the setting', (source, expected) => {
    expect(sentence(source)).toMatch(/^Cannot start: .*\.$/s)
    expect(sentence(source)).toMatch(expected)
  })
})

describe('lists in one line', () => {
  test.each([
    ['text', ['text']],
    ['text, tags[*]', ['text', 'tags[*]']],
    ['["text","tags[*]"]', ['text', 'tags[*]']],
    ['a.{b,c},d', ['a.{b,c}', 'd']],
    ['$', ['$']],
  ])('the fields %s', (value, fields) => {
    expect(parseEnvironment({ EMBEDDING_FIELDS: value }).embedding.fields).toEqual(fields)
  })

  test('people who may sign in locally, with or without a name', () => {
    expect(parseEnvironment({ LOCAL_USERS: 'Ada L. <ada@corp.com>; bob ;; <x>' }).localUsers).toEqual([
      { name: 'Ada L.', id: 'ada@corp.com' },
      { name: 'bob', id: 'bob' },
      { name: '<x>', id: '<x>' },
    ])
  })
})

test('a pattern of ids must match the whole id', () => {
  const { idPattern } = parseEnvironment({ MEMORY_ID_PATTERN: '[a-z]+@corp\\.com|root' })
  expect(
    ['ada@corp.com', 'root', 'ada@corp.com.evil', 'xroot', 'ada@corpxcom', 'ada@corp.com\n'].map((id) =>
      idPattern?.test(id),
    ),
  ).toEqual([true, true, false, false, false, false])
})

test('for an examination every setting that cannot be read is named, and all others are read', () => {
  const { wrong, environment } = readEnvironment({
    DATABASE_POOL_SIZE: 'many',
    EMBEDDING_DIMS: '0',
    MEMORY_NAMESPACE_STYLE: 'slashes',
    MEMORY_NAMESPACE: 'people',
  })
  expect(wrong.map((one) => one.split(' ', 1)[0])).toEqual([
    'DATABASE_POOL_SIZE',
    'MEMORY_NAMESPACE_STYLE',
    'EMBEDDING_DIMS',
  ])
  expect(environment).toEqual(parseEnvironment({ MEMORY_NAMESPACE: 'people' }))
  expect(readEnvironment({}).wrong).toEqual([])
})
