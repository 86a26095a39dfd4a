// What an agent meets behind a token: the tools that its token allows, its person's memories and nobody else's, and a record of each call.
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agentOf, memoryServer } from '@/lib/agent/mcp-server'
import type { TokenBearer } from '@/lib/store/access/agent-tokens'
import { AGENT_WRITES_A_MINUTE, SEARCHES_A_MINUTE, TOOL_REFUSALS_A_MINUTE } from '@/lib/store/access/rate-limit'
import type { MemoryStore } from '@/lib/store/memory-store'
import { onDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { auditOf, clear, emptyOwn, freshStore } from '../support/stores'

const ADA: TokenBearer = { id: 'token-of-ada', name: 'Travel desk', scope: 'write', userId: 'ada@corp.com' }
const BOB: TokenBearer = { id: 'token-of-bob', name: 'Notes', scope: 'write', userId: 'bob@corp.com' }
const READING: TokenBearer = { ...ADA, id: 'reading', scope: 'read' }

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  beforeAll(async () => {
    ;({ store, endpoint } = await freshStore(use()))
  })
  afterAll(() => endpoint?.close())
  beforeEach(async () => {
    endpoint.behave(undefined)
    await clear(store)
    await emptyOwn(use().pool, 'rate')
  })

  async function clientOf(bearer: TokenBearer): Promise<Client> {
    const client = new Client({ name: 'test', version: '1' })
    const [near, far] = InMemoryTransport.createLinkedPair()
    await memoryServer(store, bearer).connect(far)
    await client.connect(near)
    return client
  }
  async function call(bearer: TokenBearer, name: string, args: Record<string, unknown>): Promise<[string, boolean]> {
    const { content, isError } = (await (await clientOf(bearer)).callTool({ name, arguments: args })) as CallToolResult
    return [content[0]?.type === 'text' ? content[0].text : '', isError === true]
  }
  const save = (bearer: TokenBearer, memory_key: string, memory_data_json: string) =>
    call(bearer, 'save_user_memory', { memory_key, memory_data_json })
  const search = (bearer: TokenBearer, query: string) => call(bearer, 'get_user_memory', { query })
  const remove = (bearer: TokenBearer, memory_key: string) => call(bearer, 'delete_user_memory', { memory_key })

  test('a token that may write lists three tools and says what each does to the memories', async () => {
    const { tools } = await (await clientOf(ADA)).listTools()
    expect(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.destructiveHint]),
    ).toEqual([
      ['get_user_memory', true, false],
      ['save_user_memory', false, true],
      ['delete_user_memory', false, true],
    ])
    expect(tools[1]?.inputSchema.required).toEqual(['memory_key', 'memory_data_json'])
  })

  test('a token that may only read lists one, and the others do nothing but say so', async () => {
    await save(ADA, 'tea', '{"text": "smoky"}')
    const client = await clientOf(READING)
    const { tools } = await client.listTools()
    const all = (await (await clientOf(ADA)).listTools()).tools
    expect(tools).toMatchObject([
      { name: 'get_user_memory', description: all[0]?.description, annotations: { readOnlyHint: true } },
    ])
    expect(tools[0]?.inputSchema.properties).toEqual(all[0]?.inputSchema.properties)
    expect(client.getInstructions()).toContain('This token may only read.')
    const stored = async () => (await use().pool.query(`select xmin, s from ${store.catalog.store} s`)).rows
    const before = await stored()
    for (const [text, isError] of [await save(READING, 'tea', '{"text": "none"}'), await remove(READING, 'tea')]) {
      expect(isError).toBe(true)
      expect(text).toMatch(/^This token may only read\. To save or delete, ask the person for a token that may write/)
    }
    expect((await search(READING, 'smoky'))[0]).toBe('- [tea]: {"text": "smoky"}')
    expect(await stored()).toEqual(before)
    const rows = (await auditOf(store)).slice(1)
    expect(rows.map(({ action, outcome, detail }) => [action, outcome, JSON.parse(detail)])).toEqual([
      ['tool.refused', 'refused', { tool: 'save_user_memory', why: 'read-only', token: 'reading' }],
      ['tool.refused', 'refused', { tool: 'delete_user_memory', why: 'read-only', token: 'reading' }],
      ['memory.search', 'done', { results: 1, token: 'reading' }],
    ])
  })

  test('two people under one key, and arguments that name somebody else, never meet', async () => {
    await save(ADA, 'tea', '{"text": "heron of ada"}')
    await save(BOB, 'tea', '{"text": "heron of bob"}')
    expect((await search(ADA, 'heron'))[0]).toBe('- [tea]: {"text": "heron of ada"}')
    const others = { user_id: BOB.userId, userId: BOB.userId, namespace: ['user_memories', 'bob-at-corp-com'] }
    const asked = await call(ADA, 'get_user_memory', { query: 'heron', ...others })
    expect(asked[0]).toBe('- [tea]: {"text": "heron of ada"}')
    for (const key of ['bob-at-corp-com.tea', '../bob-at-corp-com/tea', 'user_memories.bob-at-corp-com'])
      expect((await remove(ADA, key))[0]).toContain('Nothing was deleted')
    await call(ADA, 'delete_user_memory', { memory_key: 'tea', ...others })
    expect([await search(ADA, 'heron'), await search(BOB, 'heron')]).toEqual([
      ['No memories found for this user.', false],
      ['- [tea]: {"text": "heron of bob"}', false],
    ])
  })

  test('each call is in the audit once, with its surface and token, and without a word of it', async () => {
    await save(ADA, 'tea', '{"text": "heron"}')
    await search(ADA, 'a heron?')
    await search(ADA, '')
    await save(ADA, 'tea', 'heron')
    await remove(ADA, 'tea')
    await remove(ADA, 'tea')
    const { subject, actor } = agentOf(store, ADA)
    const rows = await auditOf(store)
    expect(rows.map(({ action, outcome, detail }) => [action, outcome, JSON.parse(detail)])).toEqual([
      ['memory.put', 'done', expect.objectContaining({ token: ADA.id })],
      ['memory.search', 'done', { results: 1, token: ADA.id }],
      ['tool.refused', 'failed', { tool: 'get_user_memory', why: 'invalid', token: ADA.id }],
      ['tool.refused', 'failed', { tool: 'save_user_memory', why: 'invalid', token: ADA.id }],
      ['memory.remove', 'done', { token: ADA.id }],
      ['tool.refused', 'failed', { tool: 'delete_user_memory', why: 'absent', token: ADA.id }],
    ])
    for (const row of rows) expect(row).toMatchObject({ surface: 'mcp', subject, actor })
    expect(JSON.stringify(rows)).not.toMatch(/heron|tea|Travel/)
  })

  test('what the model did wrong and what is not its fault are both errors with a sentence; neither is "no memories"', async () => {
    await save(ADA, 'tea', '{"text": "heron"}')
    expect(await save(ADA, 'tea', '[1]')).toEqual(['Error: Memory data must be a JSON object (dictionary)', true])
    expect((await call(ADA, 'get_user_memory', {}))[1]).toBe(true)
    expect((await search(ADA, 'x'.repeat(8_193)))[1]).toBe(true)
    endpoint.behave({ kind: 'refuse', status: 403 })
    for (const [text, isError] of [await search(ADA, 'heron'), await save(ADA, 'tea', '{"text": "changed"}')]) {
      expect(isError).toBe(true)
      expect(text).toMatch(/refused access \(HTTP 403\).* Nothing was changed\.$/)
      expect(text).not.toMatch(/No memories|heron/)
    }
    endpoint.behave(undefined)
    expect((await search(ADA, 'heron'))[0]).toContain('"heron"')
  })

  test('an error that nobody foresaw is answered without what it quotes', async () => {
    const broken = { ...store, embedder: { ...store.embedder, embed: () => Promise.reject(new Error('heron')) } }
    const client = new Client({ name: 'test', version: '1' })
    const [near, far] = InMemoryTransport.createLinkedPair()
    await memoryServer(broken, ADA).connect(far)
    await client.connect(near)
    const answer = (await client.callTool({ name: 'get_user_memory', arguments: { query: 'x' } })) as CallToolResult
    expect(answer.isError).toBe(true)
    expect(JSON.stringify(answer)).toContain('Something went wrong on the server')
    expect(JSON.stringify(answer)).not.toContain('heron')
  })

  test('searches count with those of the dashboard, changes by themselves; beyond the limit nothing is done', async () => {
    await save(ADA, 'tea', '{"text": "heron"}')
    const { subject } = agentOf(store, ADA)
    // in this minute and the next, wherever the test's own minute ends
    await use().pool.query(
      `insert into dashboard.rate (subject, action, minute, count)
       select $1, a.action, date_trunc('minute', now()) + make_interval(mins => m), a.count
         from generate_series(0, 1) as m, (values ('search', $2::int), ('agent-write', $3::int)) as a (action, count)
       on conflict (subject, action, minute) do update set count = excluded.count`,
      [subject, SEARCHES_A_MINUTE, AGENT_WRITES_A_MINUTE],
    )
    expect((await search(ADA, 'heron'))[0]).toMatch(
      /^That was more than 120 searches in a minute\. Search again in \d+/,
    )
    for (const [text, isError] of [await save(ADA, 'tea', '{}'), await remove(ADA, 'tea')]) {
      expect(isError).toBe(true)
      expect(text).toMatch(/^That was more than 60 changes in a minute\. Nothing was changed; try again in \d+/)
    }
    const { rows } = await use().pool.query(
      `select surface, outcome, detail->>'tool' as tool, detail->>'why' as why, detail->>'token' as token
         from dashboard.audit where action = 'tool.refused' and subject = $1 order by id`,
      [subject],
    )
    const refused = ['get_user_memory', 'save_user_memory', 'delete_user_memory']
    expect(rows).toEqual(
      refused.map((tool) => ({ surface: 'mcp', outcome: 'refused', tool, why: 'too-many', token: ADA.id })),
    )
    expect(await search(BOB, 'heron')).toEqual(['No memories found for this user.', false])
    await emptyOwn(use().pool, 'rate')
    expect((await search(ADA, 'heron'))[0]).toContain('"heron"')
  })

  test('of calls that come to nothing a minute’s worth is recorded, and that there were more', async () => {
    const { subject } = agentOf(store, ADA)
    await use().pool.query(
      `insert into dashboard.rate (subject, action, minute, count)
       select $1, 'tool-refusal', date_trunc('minute', now()) + make_interval(mins => m), $2 from generate_series(0, 1) as m`,
      [subject, TOOL_REFUSALS_A_MINUTE - 2],
    )
    for (let call = 0; call < 8; call++) await remove(ADA, 'not there')
    const { rows } = await use().pool.query(
      `select detail->>'why' as why, detail->>'more' as more from dashboard.audit where action = 'tool.refused' and subject = $1 order by id`,
      [subject],
    )
    expect(rows).toContainEqual({ why: 'absent', more: 'not recorded' })
    expect(rows.length).toBeLessThanOrEqual(4) // two, and as many again where the minute ends in between
  })
})
