import { inspect } from 'node:util'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { configuredWorkspace } from '@/lib/databricks/workspace'
import { workspaceOrigin } from '@/lib/databricks/workspace-host'
import { personalToken, servicePrincipalToken, type WorkspaceToken } from '@/lib/databricks/workspace-token'
import { builtInEmbedder } from '@/lib/embedding/built-in'
import { configuredEmbedder, embedder } from '@/lib/embedding/configured'
import { databricksEmbedder } from '@/lib/embedding/databricks'
import { checkVectors, type Embedder } from '@/lib/embedding/embedder'
import { openAiCompatibleEmbedder } from '@/lib/embedding/openai-compatible'
import { plainWords } from '@/lib/embedding/plain-words'
import { parseEnvironment } from '@/lib/env'
import { Expected, type ExpectedCode } from '@/lib/errors'
import { retryDelay } from '@/lib/http/json-call'
import { beginAnew } from '../support/anew'
import {
  codePointVector,
  type EmbeddingEndpoint,
  type Fault,
  startEmbeddingEndpoint,
} from '../support/embedding-endpoint'

const DIMS = 8
const PATH = '/serving-endpoints/gte/invocations'
const WHO = 'The Databricks endpoint gte'
const SECRET_TEXT = 'Ada is allergic to penicillin'
const SECRET_TOKEN = 'dapi-0123456789abcdef'

let endpoint: EmbeddingEndpoint
const open: EmbeddingEndpoint[] = []

async function start(options: Partial<Parameters<typeof startEmbeddingEndpoint>[0]> = {}): Promise<EmbeddingEndpoint> {
  const started = await startEmbeddingEndpoint({ dims: DIMS, ...options })
  open.push(started)
  return started
}

beforeEach(async () => {
  endpoint = await start({ bearer: SECRET_TOKEN })
})

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

const databricks = (timeoutMs = 20_000, token: WorkspaceToken = personalToken(SECRET_TOKEN)): Embedder =>
  databricksEmbedder({ host: endpoint.url, endpoint: 'gte', dims: DIMS, timeoutMs, token })

const openAi = (apiKey: string | undefined = SECRET_TOKEN): Embedder =>
  openAiCompatibleEmbedder({ baseUrl: `${endpoint.url}/v1/`, model: 'm', apiKey, dims: DIMS, timeoutMs: 20_000 })

async function failure(work: Promise<unknown>, code: ExpectedCode = 'embedding-unavailable'): Promise<Expected> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Expected)) throw new Error(`not Expected: ${inspect(error)}`)
  expect(error.code).toBe(code)
  expect(error.cause).toBeInstanceOf(Error)
  return error
}

const sentence = async (work: Promise<unknown>, code?: ExpectedCode): Promise<string> =>
  (await failure(work, code)).sentence

function misconfigured(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Expected && error.code === 'misconfigured') return error.sentence
    throw error
  }
  throw new Error('accepted')
}

describe('a Databricks endpoint', () => {
  test('is sent {"input": [...]} with the token, and nothing else', async () => {
    expect(await databricks().embed(['likes tea', ''])).toEqual([
      codePointVector('likes tea', DIMS),
      codePointVector('', DIMS),
    ])
    expect(endpoint.requests).toHaveLength(1)
    expect(endpoint.requests[0]).toMatchObject({ method: 'POST', path: PATH, body: { input: ['likes tea', ''] } })
  })

  test('is sent every text exactly as given', async () => {
    const texts = ['{"text": "likes tea"}', '  two\n lines\t', '日本 👍🏽 é é', '" \\ </script>']
    await databricks().embed(texts)
    expect(endpoint.requests[0]?.body).toEqual({ input: texts })
  })

  test('is never called for no texts', async () => {
    expect(await databricks().embed([])).toEqual([])
    expect(endpoint.requests).toEqual([])
  })

  test('gets 45 texts as 20, 20 and 5, in order', async () => {
    const texts = Array.from({ length: 45 }, (_, index) => `text ${index}`)
    expect(await databricks().embed(texts)).toEqual(texts.map((text) => codePointVector(text, DIMS)))
    expect(endpoint.requests.map(({ body }) => body)).toEqual([
      { input: texts.slice(0, 20) },
      { input: texts.slice(20, 40) },
      { input: texts.slice(40) },
    ])
  })

  test('may answer in any order: the index decides', async () => {
    endpoint.behave({ kind: 'shuffled' })
    expect(await databricks().embed(['a', 'b', 'c'])).toEqual(
      ['a', 'b', 'c'].map((text) => codePointVector(text, DIMS)),
    )
  })

  test('has its name written into the path as one segment', async () => {
    const odd = databricksEmbedder({
      host: endpoint.url,
      endpoint: '../a b',
      dims: DIMS,
      timeoutMs: 20_000,
      token: personalToken(SECRET_TOKEN),
    })
    await odd.embed(['a'])
    expect(endpoint.requests[0]?.path).toBe('/serving-endpoints/..%2Fa%20b/invocations')
  })

  test('and its model are the name of the embedder', () => {
    expect(databricks()).toMatchObject({ name: 'gte on Databricks', dims: DIMS })
  })
})

describe('a workspace address', () => {
  test.each([
    ['my.cloud.databricks.com', 'https://my.cloud.databricks.com'],
    ['https://my.cloud.databricks.com/', 'https://my.cloud.databricks.com'],
    [' https://my.cloud.databricks.com/?o=12 ', 'https://my.cloud.databricks.com'],
    ['http://my.cloud.databricks.com', 'https://my.cloud.databricks.com'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:80', 'http://[::1]'],
    ['https://localhost', 'https://localhost'],
    ['http://127.0.0.1.evil.example', 'https://127.0.0.1.evil.example'],
    ['http://localhost.evil.example', 'https://localhost.evil.example'],
  ])('%s is called at %s', (host, origin) => {
    expect(workspaceOrigin(host)).toBe(origin)
  })

  test.each(['', 'https://', 'a b', 'user:password@my.cloud.databricks.com'])('%j is refused by name', (host) => {
    expect(misconfigured(() => workspaceOrigin(host))).toContain('DATABRICKS_HOST')
  })
})

describe('an OpenAI-compatible service', () => {
  test('is sent {"model", "input"} with the key, in batches, and sorted by index', async () => {
    endpoint.behave({ kind: 'shuffled' })
    const texts = Array.from({ length: 21 }, (_, index) => `text ${index}`)
    expect(await openAi().embed(texts)).toEqual(texts.map((text) => codePointVector(text, DIMS)))
    expect(endpoint.requests.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/v1/embeddings', body: { model: 'm', input: texts.slice(0, 20) } },
      { path: '/v1/embeddings', body: { model: 'm', input: texts.slice(20) } },
    ])
  })

  test('gets no authorization when there is no key', async () => {
    endpoint = await start({ bearer: null })
    const keyless = openAiCompatibleEmbedder({
      baseUrl: `${endpoint.url}/v1`,
      model: 'm',
      dims: DIMS,
      timeoutMs: 20_000,
    })
    expect(await keyless.embed(['a'])).toEqual([codePointVector('a', DIMS)])
  })

  test('and its model are the name of the embedder', () => {
    expect(openAi().name).toBe(`m at ${new URL(endpoint.url).host}`)
  })

  test('answers are checked like all others', async () => {
    endpoint.behave({ kind: 'wrong-dims', dims: 3 })
    expect(await sentence(openAi().embed(['a']))).toContain('gave 3 numbers where the store needs 8')
  })

  test.each(['api.example.com', 'ftp://api.example.com', 'https://user:pw@api.example.com'])(
    'cannot be at %s',
    (baseUrl) => {
      const wrong = () => openAiCompatibleEmbedder({ baseUrl, model: 'm', dims: DIMS, timeoutMs: 1 })
      expect(misconfigured(wrong)).toContain('EMBEDDINGS_BASE_URL')
    },
  )
})

describe('a failure', () => {
  test.each<[string, Fault, string]>([
    ['a 500', { kind: 'refuse' }, `${WHO} refused the call (HTTP 500). Try again in a moment.`],
    ['a 400', { kind: 'refuse', status: 400 }, `${WHO} refused the text (HTTP 400). It may be too long for the model.`],
    ['a 401', { kind: 'unauthorised' }, `${WHO} refused access (HTTP 401).`],
    ['a 403', { kind: 'refuse', status: 403 }, `${WHO} refused access (HTTP 403).`],
    ['a 404', { kind: 'refuse', status: 404 }, `${WHO} refused the call: nothing has this name (HTTP 404).`],
    ['a 429', { kind: 'refuse', status: 429, retryAfter: '0' }, `${WHO} is rate limited (HTTP 429).`],
    ['a 503', { kind: 'refuse', status: 503, retryAfter: '0' }, `${WHO} refused the call (HTTP 503).`],
    [
      'a redirect',
      { kind: 'redirect' },
      `${WHO} sent the call to another address, which is never followed (HTTP 307).`,
    ],
    ['a wrong width', { kind: 'wrong-dims', dims: 768 }, `${WHO} gave 768 numbers where the store needs 8.`],
    ['too few vectors', { kind: 'fewer' }, `${WHO} gave 1 vector for 2 texts.`],
    ['an HTML page', { kind: 'garbage' }, `${WHO} answered something that is not an embedding.`],
    ['null', { kind: 'null' }, `${WHO} answered something that is not an embedding.`],
    ['half an answer', { kind: 'truncated' }, `${WHO} answered something that is not an embedding.`],
    ['one index twice', { kind: 'same-index' }, `${WHO} answered something that is not an embedding.`],
    ['texts for numbers', { kind: 'nan' }, `${WHO} answered something that is not an embedding.`],
    ['numbers beyond 4-byte floats', { kind: 'not-finite' }, `${WHO} answered something that is not an embedding.`],
    ['65 MB', { kind: 'huge' }, `${WHO} answered more than 64 MB, which is not an embedding.`],
    ['a closed connection', { kind: 'hang-up' }, `${WHO} could not be reached (UND_ERR_SOCKET).`],
    ['a broken answer', { kind: 'cut-off' }, `${WHO} could not be reached (UND_ERR_SOCKET).`],
  ])('by %s is told truthfully, and tells nobody the text or the token', async (_, fault, told) => {
    endpoint.behave(fault)
    const error = await failure(databricks().embed([SECRET_TEXT, 'b']))
    expect(error.sentence.slice(0, told.length)).toBe(told)
    const everything = inspect(error, { depth: 20, showHidden: true })
    for (const secret of ['penicillin', SECRET_TOKEN, '<html', 'cannot do']) expect(everything).not.toContain(secret)
  })

  test('to answer at all is told with the time that was waited', async () => {
    endpoint.behave({ kind: 'never' })
    expect(await sentence(databricks(500).embed(['a']))).toBe(
      `${WHO} did not answer within 0.5 seconds. Try again in a moment.`,
    )
  })

  test('to answer in time is one, a slow answer in time is not', async () => {
    endpoint.behave({ kind: 'slow', ms: 1500 })
    expect(await sentence(databricks(1000).embed(['a']))).toContain('did not answer within 1 second.')
    expect(await databricks().embed(['a'])).toHaveLength(1)
  })

  test('to connect is told', async () => {
    const gone = databricks()
    await endpoint.close()
    expect(await sentence(gone.embed(['a']))).toBe(`${WHO} could not be reached (ECONNREFUSED). Try again in a moment.`)
  })

  test('caused by the caller who gives up ends the wait', async () => {
    endpoint.behave({ kind: 'never' })
    const controller = new AbortController()
    const work = sentence(databricks().embed(['a'], controller.signal))
    controller.abort()
    expect(await work).toBe(`${WHO} was no longer waited for. Try again.`)
    expect(await sentence(databricks().embed(['a'], AbortSignal.abort()))).toContain('no longer waited for')
  })

  test('in a later batch fails the whole call', async () => {
    const texts = Array.from({ length: 21 }, () => 'a')
    const work = databricks().embed(texts)
    endpoint.behave({ kind: 'fewer' })
    expect(await sentence(work)).toContain('gave 19 vectors for 20 texts')
  })

  test('because a token cannot be sent does not quote the token', async () => {
    const error = await failure(databricks(20_000, async () => `${SECRET_TOKEN}\nx`).embed(['a']))
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET_TOKEN)
    expect(endpoint.requests).toEqual([])
  })
})

describe('trying again', () => {
  const statuses = () => endpoint.requests.map(({ status }) => status)

  test.each([429, 502, 503])('happens after a %i, at most twice', async (status) => {
    endpoint.behave({ kind: 'refuse', status, times: 2 })
    expect(await databricks().embed(['a'])).toHaveLength(1)
    expect(statuses()).toEqual([status, status, 200])
    endpoint.behave({ kind: 'refuse', status, retryAfter: '0' })
    await failure(databricks().embed(['a']))
    expect(statuses().slice(3)).toEqual([status, status, status])
  })

  test('happens after a lost connection, at most twice', async () => {
    endpoint.behave({ kind: 'hang-up', times: 2 })
    expect(await databricks().embed(['a'])).toHaveLength(1)
    expect(endpoint.requests).toHaveLength(3)
    endpoint.behave({ kind: 'hang-up' })
    await failure(databricks().embed(['a']))
    expect(endpoint.requests).toHaveLength(6)
  })

  test.each([400, 403, 404, 500])('never happens after a %i', async (status) => {
    endpoint.behave({ kind: 'refuse', status })
    await failure(databricks().embed(['a']))
    expect(statuses()).toEqual([status])
  })

  test('never happens after a 401 of a service without tokens to renew', async () => {
    endpoint.behave({ kind: 'unauthorised' })
    await failure(openAi().embed(['a']))
    expect(statuses()).toEqual([401])
  })

  test.each([301, 302, 303, 307, 308])('A redirect (%i) is never followed', async (status) => {
    endpoint.behave({ kind: 'redirect', status })
    await failure(databricks().embed(['a']))
    expect(endpoint.requests.map(({ path }) => path)).toEqual([PATH])
  })

  test('does not begin when Retry-After reaches beyond the deadline', async () => {
    endpoint.behave({ kind: 'refuse', status: 429, retryAfter: '25', times: 1 })
    expect(await sentence(databricks(10_000).embed(['a']))).toContain('is rate limited')
    endpoint.behave({ kind: 'refuse', status: 429, retryAfter: new Date(Date.now() + 25_000).toUTCString(), times: 1 })
    expect(await sentence(databricks(10_000).embed(['a']))).toContain('is rate limited')
    expect(statuses()).toEqual([429, 429])
  })

  test('waits what Retry-After says, in seconds or as a date, but never more than 30 seconds', () => {
    const now = Date.parse('2026-11-20T10:00:00Z')
    expect(retryDelay('7', 1, now)).toBe(7000)
    expect(retryDelay('0', 2, now)).toBe(0)
    expect(retryDelay('3600', 1, now)).toBe(30_000)
    expect(retryDelay('Fri, 20 Nov 2026 10:00:04 GMT', 1, now)).toBe(4000)
    expect(retryDelay('Fri, 20 Nov 2026 11:00:00 GMT', 1, now)).toBe(30_000)
    expect(retryDelay('Fri, 20 Nov 2026 09:00:00 GMT', 1, now)).toBe(0)
  })

  test('waits longer each time when nothing is said, and not everybody equally long', () => {
    for (const header of [null, 'soon']) {
      const first = Array.from({ length: 50 }, () => retryDelay(header, 1))
      const second = Array.from({ length: 50 }, () => retryDelay(header, 2))
      expect(Math.min(...first)).toBeGreaterThan(0)
      expect(Math.max(...first)).toBeLessThanOrEqual(Math.min(...second))
      expect(new Set(first).size).toBeGreaterThan(1)
    }
  })

  test('ends when the caller gives up during the pause', async () => {
    endpoint.behave({ kind: 'refuse', status: 429, retryAfter: '15' })
    const controller = new AbortController()
    const work = sentence(databricks(60_000).embed(['a'], controller.signal))
    await expect.poll(statuses).toEqual([429])
    controller.abort()
    expect(await work).toContain('no longer waited for')
    expect(statuses()).toEqual([429])
  })

  test('stays within the deadline of the first try', async () => {
    endpoint.behave({ kind: 'hang-up', times: 1 })
    const slow = databricks(1500).embed(['a'])
    await expect.poll(() => endpoint.requests.length).toBe(1)
    endpoint.behave({ kind: 'never' })
    expect(await sentence(slow)).toContain('did not answer within 1.5 seconds')
  })
})

describe('a workspace token', () => {
  const tokenRequests = () => endpoint.requests.filter(({ path }) => path === '/oidc/v1/token')
  const bearers = () =>
    endpoint.requests.filter(({ path }) => path === PATH).map(({ headers }) => headers.authorization)
  const principal = (clientSecret = 'client-secret', timeoutMs = 20_000) =>
    servicePrincipalToken({ host: endpoint.url, clientId: 'client-id', clientSecret, timeoutMs })

  beforeEach(async () => {
    endpoint = await start()
  })

  test('is bought once with id and secret, and kept', async () => {
    const embeds = databricks(20_000, principal())
    await embeds.embed(['a'])
    await embeds.embed(['b'])
    expect(tokenRequests()).toHaveLength(1)
    expect(bearers()).toEqual(['Bearer oauth-1', 'Bearer oauth-1'])
  })

  test('is bought once when many need it at the same time', async () => {
    const token = principal()
    expect(new Set(await Promise.all(Array.from({ length: 10 }, () => token())))).toEqual(new Set(['oauth-1']))
    expect(tokenRequests()).toHaveLength(1)
  })

  test.each([
    [3600, 3299, 'oauth-1'],
    [3600, 3301, 'oauth-2'],
    [300, 224, 'oauth-1'],
    [300, 226, 'oauth-2'],
  ])('for %i seconds is after %i seconds followed by %s', async (tokenLifetime, seconds, expected) => {
    endpoint = await start({ tokenLifetime })
    const token = principal()
    await token()
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + seconds * 1000)
    expect(await token()).toBe('oauth-1') // nobody waits for the next one while this one holds
    await expect.poll(() => tokenRequests().length).toBe(expected === 'oauth-1' ? 1 : 2)
    await expect.poll(() => token()).toBe(expected)
  })

  test('that still holds is used while the sign-in is down', async () => {
    endpoint = await start({ tokenLifetime: 200 })
    const token = principal()
    await token()
    endpoint.behave({ kind: 'refuse' }, 'token')
    expect(await token()).toBe('oauth-1')
  })

  test('that is refused is replaced once', async () => {
    const embeds = databricks(20_000, principal())
    await embeds.embed(['a'])
    endpoint.behave({ kind: 'unauthorised', times: 1 })
    expect(await embeds.embed(['b'])).toHaveLength(1)
    expect(bearers()).toEqual(['Bearer oauth-1', 'Bearer oauth-1', 'Bearer oauth-2'])
    endpoint.behave({ kind: 'unauthorised' })
    expect(await sentence(embeds.embed(['c']))).toContain('refused access (HTTP 401)')
    expect(bearers().slice(3)).toEqual(['Bearer oauth-2', 'Bearer oauth-3'])
  })

  test('that is personal is tried once more after a 401', async () => {
    endpoint.behave({ kind: 'unauthorised', times: 1 })
    expect(await databricks().embed(['a'])).toHaveLength(1)
    expect(bearers()).toEqual([`Bearer ${SECRET_TOKEN}`, `Bearer ${SECRET_TOKEN}`])
  })

  test('that cannot be bought is told, without the secret, and asked for anew next time', async () => {
    const refused = await failure(databricks(20_000, principal('wrong-secret')).embed([SECRET_TEXT]))
    expect(refused.sentence).toContain(
      'The Databricks sign-in refused DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET (HTTP 401).',
    )
    const everything = inspect(refused, { depth: 20, showHidden: true })
    for (const secret of ['wrong-secret', btoa('client-id:wrong-secret'), 'penicillin'])
      expect(everything).not.toContain(secret)

    const token = principal()
    endpoint.behave({ kind: 'garbage' }, 'token')
    expect(await sentence(token(), 'workspace-unavailable')).toContain(
      'The Databricks sign-in answered something that is not a token',
    )
    endpoint.behave({ kind: 'null' }, 'token')
    expect(await sentence(token(), 'workspace-unavailable')).toContain(
      'The Databricks sign-in answered something that is not a token',
    )
    endpoint.behave({ kind: 'redirect' }, 'token')
    expect(await sentence(token(), 'workspace-unavailable')).toContain('never followed')
    endpoint.behave(undefined, 'token')
    expect(await token()).toBe('oauth-1')
  })

  test('that does not come in time ends the embedding in time', async () => {
    endpoint.behave({ kind: 'never' }, 'token')
    expect(await sentence(databricks(500, principal('client-secret', 60_000)).embed(['a']))).toBe(
      `${WHO} did not answer within 0.5 seconds. Try again in a moment.`,
    )
    expect(bearers()).toEqual([])
  })
})

describe('an answer', () => {
  const check = (answer: unknown) => () => checkVectors(answer, { who: { text: 'It' }, dims: 2, count: 1 })

  test('of the right shape passes unchanged', () => {
    expect(check([[1, -0.5]])()).toEqual([[1, -0.5]])
  })

  test.each([
    ['no list', {}],
    ['a text', '[[1,2]]'],
    ['no vector', [null]],
    ['a null in it', [[1, null]]],
    ['NaN in it', [[1, Number.NaN]]],
    ['infinity in it', [[1, Number.POSITIVE_INFINITY]]],
    ['a hole in it', [[1, undefined]]],
  ])('with %s is not an embedding', (_, answer) => {
    expect(check(answer)).toThrow('It answered something that is not an embedding')
  })

  test('of another size is told with both sizes', () => {
    expect(check([])).toThrow('It gave 0 vectors for 1 text.')
    expect(check([[1]])).toThrow('It gave 1 number where the store needs 2.')
  })
})

describe('the built-in encoder', () => {
  const embeds = builtInEmbedder({ timeoutMs: 50_000 })
  const cosine = (a: number[] = [], b: number[] = []) => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0)
  const worker = (): Worker | undefined => {
    const holder = globalThis as { [key: symbol]: { worker: Worker } | undefined }
    return holder[Symbol.for('memory-dashboard.built-in-encoder')]?.worker
  }

  test('says what it is', () => {
    expect(embeds).toMatchObject({ name: 'built-in English sentence encoder (USE-lite)', dims: 512 })
  })

  // the tests that want no thread go first: loading the model takes seconds
  test('is not started for no texts', async () => {
    await worker()?.terminate()
    expect(await embeds.embed([])).toEqual([])
    expect(worker()).toBeUndefined()
  })

  test('is not waited for beyond the deadline or the caller, and goes on loading', async () => {
    await worker()?.terminate()
    expect(await sentence(builtInEmbedder({ timeoutMs: 1 }).embed(['a']))).toBe(
      'The built-in sentence encoder did not answer within 0.001 seconds. Try again in a moment.',
    )
    const loading = worker()
    expect(await sentence(embeds.embed(['a'], AbortSignal.abort()))).toContain('no longer waited for')
    expect(await embeds.embed(['likes tea'])).toHaveLength(1)
    expect(worker()).toBe(loading)
  })

  test.each([
    ['I love drinking tea in the morning', 'Tea is my favourite breakfast drink', 'The server runs on port 8080'],
    ['{"text": "allergic to peanuts"}', 'Which foods must I avoid?', '{"workspace_name": "Production"}'],
    ['{"preferred_language": "Python"}', 'favourite programming language', '{"text": "has two cats"}'],
  ])('puts %j closer to %j than %j', async (text, paraphrase, unrelated) => {
    const [a, b, c] = await embeds.embed([text, paraphrase, unrelated])
    expect(cosine(a, b)).toBeGreaterThan(cosine(a, c))
    expect(cosine(b, a)).toBeGreaterThan(cosine(b, c))
  })

  test('gives the same vectors each time, even from a new thread', async () => {
    const texts = ['likes tea', '{"text": "has two cats"}']
    const first = await embeds.embed(texts)
    expect(await embeds.embed(texts)).toEqual(first)
    await worker()?.terminate()
    expect(await embeds.embed(texts)).toEqual(first)
  })

  test('gives a text the same vector to six decimals whatever stands beside it', async () => {
    const [alone = []] = await embeds.embed(['likes tea'])
    const [, among = []] = await embeds.embed(['a much longer text about the weather in Rome', 'likes tea', ''])
    expect(Math.max(...alone.map((number, at) => Math.abs(number - (among[at] ?? 0))))).toBeLessThan(1e-6)
  })

  test('reads JSON as plain words', async () => {
    const [json, words] = await embeds.embed(['{"workspace_name": "Production"}', 'workspace name: Production'])
    expect(json).toEqual(words)
  })

  test('gives a finite vector of length 1 for every text, even an empty one', async () => {
    const texts = ['', ' ', '{}', '[]', '\n', '{"text": ""}', '\ud800', '日本語', 'x'.repeat(1_000_000)]
    for (const vector of await embeds.embed(texts)) expect(cosine(vector, vector)).toBeCloseTo(1, 4)
    for (const text of ['', '{}']) expect(await embeds.embed([text])).toHaveLength(1)
  })

  test('leaves the main thread free during a batch of 100', async () => {
    await embeds.embed(['warm'])
    let ticks = 0
    let done = false
    const work = embeds.embed(Array.from({ length: 100 }, (_, index) => `memory ${index}: likes tea with biscuits`))
    const counting = (async () => {
      while (!done) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        ticks++
      }
    })()
    expect(await work).toHaveLength(100)
    done = true
    await counting
    // five answers arrive; a blocked thread would tick once or twice for each
    expect(ticks).toBeGreaterThan(20)
  })

  test('whose thread dies fails what waits, and starts again for the next call', async () => {
    await embeds.embed(['warm'])
    const dying = worker()
    const work = sentence(embeds.embed(Array.from({ length: 20 }, () => 'likes tea '.repeat(60))))
    await dying?.terminate()
    expect(await work).toBe('The built-in sentence encoder stopped. Try again.')
    expect(await embeds.embed(['likes tea'])).toHaveLength(1)
    expect(worker()).not.toBe(dying)
  })

  test('is replaced when it is stuck', async () => {
    await embeds.embed(['warm'])
    const stuck = worker()
    stuck?.postMessage({ id: -1, texts: Array.from({ length: 300 }, () => 'likes tea '.repeat(60)) })
    expect(await sentence(builtInEmbedder({ timeoutMs: 100 }).embed(['a']))).toContain('did not answer')
    expect(await embeds.embed(['likes tea'])).toHaveLength(1)
    expect(worker()).not.toBe(stuck)
  })
})

describe('plain words', () => {
  test.each([
    ['{"text": "likes tea", "workspace_name": "Production"}', 'likes tea. workspace name: Production'],
    ['{"note": "a"}', 'a'],
    ['{"value": "b"}', 'b'],
    ['{"Content": "c"}', 'c'],
    ['{"workspaceName": "x", "APIKey": "y", "time-zone": "z"}', 'workspace name: x. api key: y. time zone: z'],
    ['{"home": {"city": "Rome", "value": "flat"}}', 'home city: Rome. home: flat'],
    [
      '{"tags": ["red", "blue"], "pets": [{"name": "Rex"}, {"name": "Tom"}]}',
      'tags: red, blue. pets name: Rex. pets name: Tom',
    ],
    [
      '{"age": 41, "score": 1.0, "vegan": true, "smokes": false, "car": null}',
      'age: 41. score: 1.0. vegan: yes. smokes: no. car: none',
    ],
    ['{"note": "Likes tea.", "text": "Has a cat!\\nAnd a dog"}', 'Likes tea. Has a cat! And a dog'],
    ['["likes tea", "has a cat"]', 'likes tea, has a cat'],
    ['{}', ''],
    ['[]', ''],
    ['{"text": ""}', ''],
  ])('%s is read as %j', (json, words) => {
    expect(plainWords(json)).toBe(words)
  })

  test.each(['likes tea', '', '"a text"', '41', 'null', '{not json}', '[sic] he said', '{"a": NaN}'])(
    '%j stays as it is',
    (text) => {
      expect(plainWords(text)).toBe(text)
    },
  )
})

describe('the settings', () => {
  const configured = (env: Record<string, string>) => configuredEmbedder(parseEnvironment(env))
  const host = { DATABRICKS_HOST: 'my.cloud.databricks.com', DATABRICKS_EMBEDDING_ENDPOINT: 'databricks-gte-large-en' }

  test('alone give the built-in encoder', () => {
    expect(configured({}).name).toContain('built-in')
    expect(configured({ EMBEDDING_DIMS: '512' }).dims).toBe(512)
    expect(misconfigured(() => configured({ EMBEDDING_DIMS: '1024' }))).toContain('EMBEDDING_DIMS is 1024')
  })

  test('with an endpoint give Databricks, 1024 numbers unless told otherwise', () => {
    const settings = { ...host, DATABRICKS_TOKEN: 't' }
    expect(configured(settings)).toMatchObject({ name: 'databricks-gte-large-en on Databricks', dims: 1024 })
    expect(configured({ ...settings, EMBEDDING_DIMS: '768' }).dims).toBe(768)
  })

  test('with an endpoint but no way in name what is missing', () => {
    expect(misconfigured(() => configured({ EMBEDDING_ENDPOINT: 'e', DATABRICKS_TOKEN: 't' }))).toContain(
      'DATABRICKS_HOST',
    )
    const told = misconfigured(() => configured({ ...host, DATABRICKS_CLIENT_ID: 'id' }))
    for (const name of ['DATABRICKS_TOKEN', 'DATABRICKS_CLIENT_ID', 'DATABRICKS_CLIENT_SECRET'])
      expect(told).toContain(name)
  })

  test('for one workspace give one workspace, whoever asks, so its token is bought once', () => {
    const settings = { DATABRICKS_HOST: 'my.cloud.databricks.com/', DATABRICKS_TOKEN: 't' }
    const workspace = configuredWorkspace(parseEnvironment(settings))
    expect(workspace?.host).toBe('https://my.cloud.databricks.com')
    expect(configuredWorkspace(parseEnvironment(settings))).toBe(workspace)
    expect(configuredWorkspace(parseEnvironment({ ...settings, DATABRICKS_TOKEN: 'u' }))).not.toBe(workspace)
    expect(configuredWorkspace(parseEnvironment({ DATABRICKS_TOKEN: 't' }))).toBeNull()
  })

  test('with an id and a secret buy a token; a personal token comes first', async () => {
    endpoint = await start()
    const settings = { ...host, DATABRICKS_HOST: endpoint.url, EMBEDDING_DIMS: String(DIMS) }
    const principal = { ...settings, DATABRICKS_CLIENT_ID: 'client-id', DATABRICKS_CLIENT_SECRET: 'client-secret' }
    await configured(principal).embed(['a'])
    await configured({ ...principal, DATABRICKS_TOKEN: 'mine' }).embed(['a'])
    expect(endpoint.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/oidc/v1/token', `Basic ${btoa('client-id:client-secret')}`],
      ['/serving-endpoints/databricks-gte-large-en/invocations', 'Bearer oauth-1'],
      ['/serving-endpoints/databricks-gte-large-en/invocations', 'Bearer mine'],
    ])
  })

  test('with an address give the service there, and need model and dims', async () => {
    const settings = { EMBEDDINGS_BASE_URL: `${endpoint.url}/v1`, EMBEDDINGS_MODEL: 'm', EMBEDDING_DIMS: String(DIMS) }
    expect(await configured({ ...settings, EMBEDDINGS_API_KEY: SECRET_TOKEN }).embed(['a'])).toHaveLength(1)
    for (const name of ['EMBEDDINGS_MODEL', 'EMBEDDING_DIMS'])
      expect(misconfigured(() => configured({ ...settings, [name]: '' }))).toContain(name)
  })

  test('for two providers are refused', () => {
    const both = { ...host, DATABRICKS_TOKEN: 't', EMBEDDINGS_BASE_URL: 'https://x/v1' }
    const told = misconfigured(() => configured(both))
    for (const name of ['DATABRICKS_EMBEDDING_ENDPOINT', 'EMBEDDINGS_BASE_URL']) expect(told).toContain(name)
  })

  test('are read once for the process', () => {
    onTestFinished(beginAnew)
    expect(embedder()).toBe(embedder())
  })
})
