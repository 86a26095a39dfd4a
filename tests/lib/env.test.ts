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
    databaseUrl: undefined,
    poolSize: 10,
    memorySchema: 'public',
    embeddedDataDir: '.data/memory',
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
    EMBEDDED_DATA_DIR: '/data',
    MEMORY_NAMESPACE: 'facts',
    MEMORY_NAMESPACE_STYLE: 'dots',
    LOCAL_SIGN_IN: 'true',
    EMBEDDING_ENDPOINT: 'gte',
    EMBEDDING_DIMS: '1024',
    EMBEDDING_TIMEOUT_MS: '500',
  })
  expect(env).toMatchObject({
    isProduction: true,
    databaseUrl: 'postgres://b',
    poolSize: 3,
    agent: { limit: 7, omitsExpired: true },
    memorySchema: 'agent_langgraph_memory',
    embeddedDataDir: '/data',
    namespaceRoot: 'facts',
    namespaceStyle: 'dots',
    localSignIn: true,
    embedding: { databricksEndpoint: 'gte', dims: 1024, timeoutMs: 500 },
  })
  expect(parseEnvironment({ DATABASE_URL: 'postgres://a', POSTGRES_URL: 'postgres://b' }).databaseUrl).toBe(
    'postgres://a',
  )
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
  [{ MEMORY_NAMESPACE_STYLE: 'slashes' }, /MEMORY_NAMESPACE_STYLE/],
  [{ AUTH_MODE: 'none' }, /AUTH_MODE only "local" is available/],
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
