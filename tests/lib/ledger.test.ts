// The ledger of erasures outside the database: what it says, what is told of a file that was changed, and of a database that is behind it.
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { parseEnvironment } from '@/lib/env'
import { examineLedger } from '@/lib/health/ledger'
import { examineThreads } from '@/lib/health/threads'
import { LedgerFileError } from '@/lib/ledger/file'
import {
  isBehindLedger,
  type Ledger,
  type LedgerStanding,
  ledgerStanding,
  repeatOutside,
  writeLedger,
} from '@/lib/ledger/ledger'
import { ledgerLineHash, macState, readLedgerLine, writeLedgerLine } from '@/lib/ledger/lines'
import { otherSystems } from '@/lib/ledger/other-systems'
import { inEnglish } from '@/lib/shared/text'
import {
  type LedgerEntry,
  ledgerIds,
  readEntries,
  recordErasure,
  recordSuppression,
} from '@/lib/store/forgetting/ledger-entries'
import type { ThreadCover, ThreadTable } from '@/lib/store/forgetting/threads'
import { inTransaction } from '@/lib/store/transaction'
import { beginAnew } from '../support/anew'
import { onEachDatabase } from '../support/databases'
import { ledgerRestoredTo } from '../support/ledger'
import { codeOf } from '../support/stores'

// settings are read once for a copy of our modules, which files share: here and after this, they are read anew
await vi.hoisted(async () => (await import('../support/anew')).beginAnew())

const KEY = '11'.repeat(32)
const folder = mkdtempSync(join(tmpdir(), 'memory-ledger-'))
afterAll(() => {
  beginAnew()
  rmSync(folder, { recursive: true, force: true })
})
const newLedger = (): Ledger => ({ file: join(folder, `${randomUUID()}.jsonl`), key: KEY })
/** As a process that has just started sees it. */
const anew = ({ file, key }: Ledger): Ledger => ({ file, key })

const ENTRY: LedgerEntry = {
  id: randomUUID(),
  at: '2026-11-29T08:00:00.000000Z',
  facts: {
    ...{ kind: 'erasure', reference: 'F-7K3M-92QD', subject: 'a', space: 'b', scope: 'memories' },
    ...{ memories: ['c', 'd'], threads: [] },
  },
}

describe('a line', () => {
  const line = writeLedgerLine(KEY, ENTRY, null)
  const read = (text: string) => {
    const found = readLedgerLine(text)
    return found === null ? 'no line' : macState(found, KEY)
  }

  test('says what it says, in an order of its own', () => {
    const { kind, ...rest } = ENTRY.facts
    const shuffled = { ...ENTRY, facts: { ...rest, kind } as LedgerEntry['facts'] }
    expect(writeLedgerLine(KEY, shuffled, null)).toBe(line)
    expect(readLedgerLine(line)).toMatchObject(ENTRY)
    expect(read(line)).toBe('holds')
    expect(macState(readLedgerLine(line) ?? expect.fail(), '22'.repeat(32))).toBe('another key')
  })

  test('of which any byte was changed is found', () => {
    const found = new Set<string>()
    for (let at = 0; at < line.length; at++) {
      const other = String.fromCharCode(line.charCodeAt(at) ^ 1)
      const state = read(line.slice(0, at) + other + line.slice(at + 1))
      expect([at, state === 'holds']).toEqual([at, false])
      found.add(state)
    }
    expect([...found].sort()).toEqual(['another key', 'broken', 'no line'])
  })

  test.each([
    '',
    '{}',
    'null',
    '[]',
    '{"v":1,"facts":null}',
    line.slice(0, -1),
    `${line} `,
    line.replace('"v":1', '"v":2'),
  ])('is none: %s', (text) => expect(readLedgerLine(text)).toBeNull())
})

onEachDatabase((use) => {
  const pool = () => use().pool
  const store = { pseudonymKey: 'test key' }
  const erase = async (person: string, ...keys: string[]) => {
    const root = `user_memories.${person}`
    const memories = keys.length === 0 ? ('everything' as const) : keys.map((key) => ({ prefix: root, key }))
    const whose = { reference: 'F-7K3M-92QD', subject: 'a pseudonym', root }
    await inTransaction(pool(), (client) => recordErasure(client, store, whose, { memories, threads: [`${person}:1`] }))
    return (await ledgerIds(pool())).at(-1) ?? expect.fail()
  }

  test('repeats outside what was recorded, once, and nobody but its owner may read it', async () => {
    const ledger = newLedger()
    await erase('adamantine', 'the canary key')
    await inTransaction(pool(), (client) =>
      recordSuppression(
        client,
        store,
        { subject: null, root: 'user_memories.benevolent' },
        'forgotten',
        Buffer.from('00ff', 'hex'),
      ),
    )
    const written = await writeLedger(pool(), ledger)
    expect(written).toBe((await ledgerIds(pool())).length)
    expect([await writeLedger(pool(), ledger), await writeLedger(pool(), anew(ledger))]).toEqual([0, 0])
    const text = readFileSync(ledger.file, 'utf8')
    expect(text).not.toMatch(/canary|adamantine|benevolent|user_memories/) // too long for a fingerprint to hold them by chance
    expect(text.endsWith('\n')).toBe(true)
    expect(statSync(ledger.file).mode & 0o077).toBe(0)
    let previous: string | null = null
    for (const line of text.trimEnd().split('\n')) {
      const read = readLedgerLine(line) ?? expect.fail()
      expect(read.previous).toBe(previous)
      expect(macState(read, KEY)).toBe('holds')
      previous = ledgerLineHash(line)
    }
    const nothingWrong = { missing: [], pending: [], problem: null, ofOtherKeys: 0 }
    expect(await ledgerStanding(pool(), ledger)).toEqual({ ...nothingWrong, entries: written })
    expect(await ledgerStanding(pool(), anew(ledger))).toEqual({ ...nothingWrong, entries: written })
  })

  test('two instances that write at once write each entry once', async () => {
    const ledger = newLedger()
    await erase('eve', 'x')
    const [one, other] = await Promise.all([writeLedger(pool(), ledger), writeLedger(pool(), anew(ledger))])
    const ids = await ledgerIds(pool())
    expect(one + other).toBe(ids.length)
    expect(readFileSync(ledger.file, 'utf8').trimEnd().split('\n')).toHaveLength(ids.length)
    expect(await ledgerStanding(pool(), anew(ledger))).toMatchObject({ problem: null, pending: [], missing: [] })
  })

  test('a long erasure goes over several entries, and nothing over none', async () => {
    const before = (await ledgerIds(pool())).length
    const whose = { reference: 'F-7K3M-92QD', subject: null, root: 'user_memories.long' }
    const memories = Array.from({ length: 2_001 }, (_, at) => ({ prefix: whose.root, key: `k${at}` }))
    const threads = Array.from({ length: 1_500 }, (_, at) => `t${at}`)
    await inTransaction(pool(), async (client) => {
      await recordErasure(client, store, whose, { memories })
      await recordErasure(client, store, whose, { memories: 'everything', threads })
      await recordErasure(client, store, whose, { memories: [] })
    })
    const entries = await readEntries(pool(), (await ledgerIds(pool())).slice(before))
    expect(
      entries.map(
        ({ facts }) => facts.kind === 'erasure' && [facts.scope, facts.memories.length, facts.threads.length],
      ),
    ).toEqual([
      ['memories', 1_000, 0],
      ['memories', 1_000, 0],
      ['memories', 1, 0],
      ['everything', 0, 1_000],
      ['memories', 0, 500],
    ])
  })

  test('a database that was restored is behind, and one that has merely not written yet is not', async () => {
    const ledger = newLedger()
    await erase('old')
    await writeLedger(pool(), ledger)
    const backup = await ledgerIds(pool())
    const lost = [await erase('ada'), await erase('ben', 'x')]
    await writeLedger(pool(), ledger)
    await ledgerRestoredTo(pool(), backup)
    const late = await erase('eve')
    const behind = { missing: lost, pending: [late] }
    expect(await ledgerStanding(pool(), ledger)).toMatchObject(behind)
    expect(await ledgerStanding(pool(), anew(ledger))).toMatchObject(behind)
    // what is new is written all the same, and hides nothing
    expect(await writeLedger(pool(), ledger)).toBe(1)
    expect(await ledgerStanding(pool(), ledger)).toMatchObject({ missing: lost, pending: [], problem: null })
  })

  test('a line that was cut off, altered or taken out is told; the cut one is written again', async () => {
    const ledger = newLedger()
    const last = [await erase('a'), await erase('b'), await erase('c')]
    await writeLedger(pool(), ledger)
    const whole = readFileSync(ledger.file, 'utf8')
    const standing = async (text: string) => {
      writeFileSync(ledger.file, text)
      return ledgerStanding(pool(), anew(ledger))
    }
    const lines = whole.trimEnd().split('\n')
    expect(await standing(whole.slice(0, -1))).toMatchObject({ pending: [], problem: null })
    expect(await standing(whole.slice(0, -20))).toMatchObject({ pending: last.slice(-1), problem: null })
    expect(await writeLedger(pool(), anew(ledger))).toBe(1)
    expect(await ledgerStanding(pool(), anew(ledger))).toMatchObject({ pending: [], problem: null })
    const altered = lines.with(-2, (lines.at(-2) ?? '').replace('"everything"', '"memories"'))
    const at = lines.length - 1
    expect(await standing(`${altered.join('\n')}\n`)).toMatchObject({ problem: { line: at, why: 'altered' } })
    const shorter = lines.toSpliced(-2, 1)
    const missing = { problem: { line: at, why: 'order' }, pending: [last[1]] }
    expect(await standing(`${shorter.join('\n')}\n`)).toMatchObject(missing)
    writeFileSync(ledger.file, whole)
    appendFileSync(ledger.file, `${writeLedgerLine('22'.repeat(32), ENTRY, ledgerLineHash(lines.at(-1) ?? ''))}\n`)
    expect(await ledgerStanding(pool(), anew(ledger))).toMatchObject({ ofOtherKeys: 1, missing: [ENTRY.id] })
  })

  test('a ledger that cannot be read lets nobody in at first; later the last look counts', async () => {
    const file = join(folder, `configured-${use().kind}`)
    const key = Symbol.for('memory-dashboard.ledger')
    Reflect.set(globalThis, key, { file, key: KEY })
    vi.stubEnv('ERASURE_LEDGER', file)
    mkdirSync(file)
    expect(await codeOf(isBehindLedger(pool()))).toBe('store-not-ready')
    rmdirSync(file)
    expect(await isBehindLedger(pool())).toBe(false)
    await erase('kim')
    await repeatOutside(pool())
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength((await ledgerIds(pool())).length)
    const before = await ledgerIds(pool())
    await ledgerRestoredTo(pool(), before.slice(0, -1))
    expect(await isBehindLedger(pool())).toBe(true)
    rmSync(file)
    mkdirSync(file)
    expect(await isBehindLedger(pool())).toBe(true)
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    await repeatOutside(pool()) // says so, and throws nothing
    expect(log).toHaveBeenCalledWith(
      '[ledger] erasures were not written down outside:',
      expect.stringMatching(/EISDIR/),
    )
    log.mockRestore()
    Reflect.deleteProperty(globalThis, key)
  })

  test('a file that cannot be is not written, and entries stay what they are', async () => {
    const ledger = { file: join(folder, 'not there', 'ledger.jsonl'), key: KEY }
    await expect(writeLedger(pool(), ledger)).rejects.toThrow(/ENOENT/)
    for (const change of ['update dashboard.ledger_entry set at = now()', 'delete from dashboard.ledger_entry'])
      await expect(pool().query(change)).rejects.toThrow('can only be added to')
    await expect(pool().query('truncate dashboard.ledger_entry')).rejects.toThrow('can only be added to')
  })
})

test('other systems: what the operator says, and what this dashboard itself sends texts to', () => {
  const systems = (env: Record<string, string>) => otherSystems(parseEnvironment(env))
  expect(systems({})).toEqual([])
  const sending = {
    ...{ MLFLOW_TRACKING_URI: 'https://mlflow.example.com', MLFLOW_EXPERIMENT_ID: '1' },
    ...{ EMBEDDINGS_BASE_URL: 'https://vectors.example.com/v1', EMBEDDINGS_MODEL: 'm' },
  }
  const encoder = { name: 'vectors.example.com', cover: 'not-covered' }
  expect(systems(sending)).toEqual([{ name: 'MLflow', cover: 'not-covered' }, encoder])
  const said = { ERASURE_OTHER_SYSTEMS: 'Zendesk: manual; MLflow: covered' }
  const named = [
    { name: 'Zendesk', cover: 'manual' },
    { name: 'MLflow', cover: 'covered' },
  ]
  expect(systems({ ...sending, ...said })).toEqual([...named, encoder])
  expect(systems({ DATABRICKS_EMBEDDING_ENDPOINT: 'gte' })).toEqual([{ ...encoder, name: 'gte' }])
})

describe('the examination', () => {
  const STANDING: LedgerStanding = { missing: [], pending: [], entries: 3, problem: null, ofOtherKeys: 0 }
  const here = join(folder, 'ledger.jsonl')
  test.each([
    ['fine: The ledger of erasures and the database hold the same 3 entries.', {}, here],
    ['wrong: This database is behind the ledger', { missing: ['a'], problem: { line: 1, why: 'order' } }, here],
    ['wrong: Line 2 of the ledger of erasures was altered.', { problem: { line: 2, why: 'altered' } }, here],
    ['wrong: Line 2 of the ledger of erasures does not follow', { problem: { line: 2, why: 'order' } }, here],
    ['wrong: The ledger of erasures cannot be written', {}, join(folder, 'not there', 'ledger.jsonl')],
    ['unknown: 2 lines of the ledger of erasures were written with another', { ofOtherKeys: 2 }, here],
    ['unknown: 1 entry is not in the ledger', { pending: ['a'] }, here],
  ] as [string, Partial<LedgerStanding>, string][])('%s', async (said, standing, file) => {
    const finding = await examineLedger(file, async () => ({ ...STANDING, ...standing }))
    expect(`${finding.state}: ${inEnglish(finding.said)}`.slice(0, said.length)).toBe(said)
  })

  test('a file that cannot be read', async () => {
    const standing = () => Promise.reject(new LedgerFileError(new Error('EACCES')))
    const { state, said } = await examineLedger(here, standing)
    expect([state, inEnglish(said)]).toEqual(['wrong', expect.stringContaining('cannot be read')])
  })

  test('conversations: covered by a rule, or why not', () => {
    const owner = { by: 'metadata', path: ['user_id'] } as const
    const found = (cover: ThreadCover, rule: typeof owner | null = owner) => {
      const threads = { cover, tables: ['checkpoint_writes', 'checkpoints'] as ThreadTable[] }
      const { state, sql } = examineThreads(threads, { owner: rule, schema: 'talks' }, 'dash')
      return `${state} ${sql ?? ''}`
    }
    expect(found('covered')).toBe('fine ')
    expect(found('no-tables', null)).toBe('fine ')
    expect(found('no-rule', null)).toBe('unknown ')
    expect(found('no-rights')).toBe(
      'wrong GRANT USAGE ON SCHEMA "talks" TO "dash";\nGRANT SELECT, DELETE ON "talks".checkpoint_writes, "talks".checkpoints TO "dash";',
    )
  })
})
