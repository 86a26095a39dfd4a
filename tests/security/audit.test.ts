// S12: 10,000 operations of every kind, many at once, of which a third fails: what was committed is in the audit once, under its own operation, what was not is not, and a verifier in another language finds the chain whole.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected } from '@/lib/errors'
import { NO_FILTER } from '@/lib/shared/audit-filter'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { exportAudit } from '@/lib/store/audit/export'
import { recordRefusal } from '@/lib/store/audit/refusals'
import { recordToolCall } from '@/lib/store/audit/tools'
import { changeExpiry } from '@/lib/store/change/expiry'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { restoreVersion } from '@/lib/store/change/restore'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { type Agent, type Auditor, type MemoryStore, pseudonym, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { getMemory } from '@/lib/store/read'
import { auditLines } from '@/lib/transfer/audit-file'
import { onDatabase } from '../support/databases'
import { atOnce, draws, times } from '../support/numbers'
import { codePointEmbedder, storeWith, viewer } from '../support/stores'

const PEOPLE = ['ada@corp.com', "o'brien", 'bob', 'bobby', '日本', '__proto__']
const CANARY = 'heron7lantern'
/** What `raise exception` in the database's own language is known by. */
const RAISED = 'P0001'
const OPERATIONS = times(10_000)

/** What an operation is to leave in the audit: a row under this id, or none. */
type Outcome = { operation: string; isDone: boolean; what: string }

onDatabase('postgres', (use) => {
  const random = draws()
  const folder = mkdtempSync(join(tmpdir(), 'memory-audit-'))
  const printed: string[] = []
  let store: MemoryStore
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, unreliable(codePointEmbedder(16)))
    // what the database refuses after our statement has begun
    await use().pool.query(`
      create function public.give_up() returns trigger language plpgsql as $$ begin
        if new.value::text like '%given up%' then raise exception 'given up'; end if; return null;
      end $$;
      create constraint trigger give_up after insert or update on store deferrable initially deferred
        for each row execute function public.give_up()`)
    for (const level of ['log', 'info', 'warn', 'error'] as const)
      vi.spyOn(console, level).mockImplementation((...said) => void printed.push(said.join(' ')))
  })
  afterAll(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  /** One text in twenty cannot be embedded. */
  function unreliable(embedder: Embedder): Embedder {
    return {
      ...embedder,
      embed: async (texts, ...rest) => {
        if (random.below(20) === 0) throw new Expected('embedding-unavailable', 'The encoder is away.')
        return embedder.embed(texts, ...rest)
      },
    }
  }

  const key = () => `${CANARY} ${random.below(40)}`
  const json = () =>
    random.below(12) === 0 ? '{"text": "given up"}' : JSON.stringify({ text: `${CANARY} ${random.below(1_000)}` })

  /** Tries `work`; every failure but one that a person can act on, or the one that is put in, is a fault. */
  async function tried(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof Expected) return false
      if (!(error instanceof Error) || (error as { code?: string }).code !== RAISED) throw error
      printed.push(error.message)
      return false
    }
  }

  async function one(me: Viewer): Promise<Outcome> {
    const operation = randomUUID()
    const id = memoryId([], key())
    const stored: Memory | null = await getMemory(me, id)
    const version = random.below(5) === 0 ? '1/2026-01-01 00:00:00+00' : (stored?.version ?? '1/2026-01-01 00:00:00+00')
    const at = { id, version, operation }
    const [other, words] = [key(), json()] // once: sent again, an operation says the same
    const ways: [string, () => Promise<unknown>][] = [
      ['create', () => createMemory(me, { key: other, json: words, operation })],
      ['create', () => createMemory(me, { key: `${other} ${operation}`, json: words, operation })],
      ['edit', () => editMemory(me, { ...at, json: words })],
      ['edit', () => editMemory(me, { ...at, json: words })],
      ['not JSON', () => editMemory(me, { ...at, json: `{"${CANARY}` })],
      ['delete', () => deleteMemory(me, at)],
      ['rename', () => renameMemory(me, { ...at, key: other })],
      ['rename and edit', () => renameMemory(me, { ...at, key: other, json: words })],
      ['keep', () => changeExpiry(me, { ...at, keep: { kind: 'days', days: 1 + random.below(9) } })],
      [
        'restore',
        async () => {
          const history = await listHistory(me, { id, limit: 5 })
          return restoreVersion(me, { ...at, versionId: String(history?.versions.at(-1)?.id ?? '1') })
        },
      ],
    ]
    const [what, work] = random.of(ways)
    const isDone = await tried(work)
    // an answer that was lost is asked for again: the same operation, not another
    const isAgain = random.below(4) === 0 && (await tried(work))
    return { operation, isDone: isDone || isAgain, what }
  }

  test(`S12: ${OPERATIONS} operations: each that was done is recorded once, each that failed never`, async () => {
    const people = PEOPLE.map((id) => viewer(store, id))
    const outcomes: Outcome[] = []
    const uncounted = { put: 0, undo: 0 }
    const removed: string[] = []
    await atOnce(OPERATIONS, 6, async (run) => {
      const me = random.of(people)
      if (run % 10 === 8) {
        const agent = scopeOf(store, me.userId, { surface: 'agent', agent: 'helper' }) as Agent
        if (await tried(() => putMemory(agent, { key: key(), json: json() }))) uncounted.put++
        return
      }
      if (run % 10 === 9) {
        const outcome = await tried(() => undoRemoval(me, random.of([...removed.slice(-20), randomUUID()])))
        if (outcome) uncounted.undo++
        return
      }
      const outcome = await one(me)
      outcomes.push(outcome)
      if (outcome.what === 'delete' && outcome.isDone) removed.push(outcome.operation)
    })
    const { rows } = await use().pool.query<{ operation: string; action: string; outcome: string }>(
      'select op_id::text as operation, action, outcome from dashboard.audit',
    )
    const recorded = new Map<string, number>()
    for (const { operation } of rows) recorded.set(operation, (recorded.get(operation) ?? 0) + 1)
    const [done, failed] = [outcomes.filter(({ isDone }) => isDone), outcomes.filter(({ isDone }) => !isDone)]
    expect(done.length).toBeGreaterThan(outcomes.length / 5)
    expect(failed.length).toBeGreaterThan(outcomes.length / 5)
    // renaming with an edit is two things that are done, and recorded, under one id and another
    const wrong = outcomes.filter(({ operation, isDone }) => (recorded.get(operation) ?? 0) !== (isDone ? 1 : 0))
    expect(wrong.slice(0, 5)).toEqual([])
    const countOf = (action: string) => rows.filter((row) => row.action === action).length
    expect(countOf('memory.put')).toBe(uncounted.put)
    expect(countOf('memory.undo')).toBe(uncounted.undo)
    expect(rows.filter(({ outcome }) => outcome !== 'done')).toEqual([])
    for (const action of [
      'memory.create',
      'memory.edit',
      'memory.remove',
      'memory.rename',
      'memory.expiry',
      'memory.restore',
    ])
      expect(countOf(action), action).toBeGreaterThan(0)
  })

  test('S12: each that was denied is recorded as denied, and beyond the bound of a minute that there were more', async () => {
    const { pool } = use()
    const before = await pool.query<{ n: number }>('select count(*)::int as n from dashboard.audit')
    const denied = times(1_000)
    const agent = scopeOf(store, 'bob', { surface: 'mcp', token: { id: randomUUID(), name: CANARY } }) as Agent
    for (let at = 0; at < denied; at++) {
      await pool.query('delete from dashboard.rate')
      if (at % 2 === 0)
        await recordToolCall(agent, { action: 'tool.refused', detail: { tool: 'save_user_memory', why: 'read-only' } })
      else
        await recordRefusal(pool, {
          ...{ action: 'access.refused', pseudonymKey: store.pseudonymKey, userId: random.of(PEOPLE) },
          detail: { why: 'role', at: '/admin' },
        })
    }
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from dashboard.audit where outcome = 'refused' and action in ('tool.refused', 'access.refused')`,
    )
    expect(rows[0]?.n).toBe(denied)
    const after = await pool.query<{ n: number }>('select count(*)::int as n from dashboard.audit')
    expect(after.rows[0]?.n).toBe((before.rows[0]?.n ?? 0) + denied)
  })

  test.skipIf(inject('agentPython') === null)(
    'S12: a verifier in Python finds the exported record whole, and any change of it',
    async () => {
      const { pool } = use()
      const auditor = {
        ...{ pool, userId: 'kim', name: 'Kim', role: 'auditor', pseudonymKey: store.pseudonymKey, session: null },
        actor: pseudonym(store, 'person', 'kim'),
      } as unknown as Auditor
      const rules = { namespaceRoot: 'user_memories', namespaceStyle: 'at' } as const
      const question = { filter: NO_FILTER, timeZone: 'UTC', rules, format: 'jsonl' }
      let text = ''
      for await (const piece of auditLines(exportAudit(auditor, question), new Date(), {})) text += piece
      const file = join(folder, 'audit.jsonl')
      const verdict = (of: string) => {
        writeFileSync(file, of)
        const { stdout, status } = spawnSync(inject('agentPython') ?? '', ['tests/security/check_audit.py', file], {
          encoding: 'utf8',
        })
        return `${status} ${stdout.trim()}`
      }
      expect(verdict(text)).toBe('0 holds')
      const lines = text.split('\n')
      const middle = Math.floor(lines.length / 2)
      const line = lines[middle] ?? ''
      const changedTo = (changed: string) => lines.with(middle, changed).join('\n')
      const seq = /"seq":"(\d+)"/.exec(line)?.[1] ?? ''
      const without = lines.toSpliced(middle, 1).join('\n')
      const fewer = without.replace(/"entries":(\d+)}\n$/, (_, n: string) => `"entries":${Number(n) - 1}}\n`)
      expect(verdict(without)).toMatch(/^1 not whole/)
      expect(verdict(fewer)).toBe(`1 entry ${seq} is missing`)
      for (const [column, value] of [
        ['at', '2026-01-01 00:00:00+00'],
        ['op_id', randomUUID()],
        ['action', 'memory.read'],
        ['role', 'system'],
        ['actor', 'somebody else'],
        ['subject', ''],
        ['detail', '{}}'],
        ['hash', '0'.repeat(64)],
      ] as const)
        expect(verdict(changedTo(JSON.stringify({ ...JSON.parse(line), [column]: value }))), column).toBe(
          `1 entry ${seq} is not what was recorded`,
        )
      expect(verdict(changedTo(line.replace(`"seq":"${seq}"`, '"seq":"1"')))).toMatch(/^1 entry \d+ is missing/)
      expect(verdict(lines.slice(0, -3).join('\n'))).toMatch(/^1 not whole/)
      expect(verdict(text)).toBe('0 holds')
      expect(readFileSync(file, 'utf8')).not.toContain(CANARY)
    },
  )

  test('S12: and no word, key or id of anybody is in the audit, in what was printed, or in an error', async () => {
    const { rows } = await use().pool.query<{ row: string }>('select a::text as row from dashboard.audit a')
    const said = `${rows.map(({ row }) => row).join('\n')}\n${printed.join('')}`
    // a short id can stand in a fingerprint by chance
    const ids = PEOPLE.filter((id) => id.length > 6 || /[^\w-]/.test(id))
    for (const word of [CANARY, 'lantern', 'given up', ...ids]) expect(said.includes(word), word).toBe(false)
  })
})
