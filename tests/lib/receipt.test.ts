// "I can show somebody what was forgotten, and nobody can make me one that says something else." And: it tells nothing to those whom it is not for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signerOf, writePublicKey } from '@/lib/audit/checkpoints'
import { verifyAudit } from '@/lib/audit/verify'
import { canonical, type Json } from '@/lib/receipt/canonical'
import { MOST_LISTED } from '@/lib/receipt/opening'
import { checkReceipt, namedKey, type Receipt, writeReceiptFile } from '@/lib/receipt/receipt'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { type MemoryStore, pseudonym } from '@/lib/store/memory-store'
import { purgeOpenings, readReceipt, takeOpening, usedKeys } from '@/lib/store/receipts/read'
import { proveReceipt } from '../../scripts/receipt-report'
import { onDatabase, onEachDatabase } from '../support/databases'
import { factsOf, ISSUER, issue } from '../support/receipts'
import { runScript } from '../support/run-script'
import { codePointEmbedder, expectedOf, storeWith, viewer } from '../support/stores'

const KEYS = [ISSUER.signer.publicKey]
const ADA = 'ada.lovelace@example.com'
const PREFIX = 'user_memories.ada-lovelace-at-example-com'
const MEMORIES = ['the divorce', 'heron7lantern', 'ключ "z"'].map((key) => ({ prefix: PREFIX, key }))
const adas = (store: MemoryStore, reference: string) =>
  factsOf(viewer(store, ADA).subject, reference, { userId: ADA, prefix: PREFIX, memories: MEMORIES })
const receiptIn = (file: string) => (JSON.parse(file) as { receipt: Receipt }).receipt
const said = (
  file: Uint8Array,
  ...[keys, claims = {}]: [Parameters<typeof proveReceipt>[1], Parameters<typeof proveReceipt>[2]?]
) => {
  const lines: string[] = []
  const code = proveReceipt(file, keys, claims, (line) => lines.push(line))
  return { code, text: lines.join('\n') }
}

describe('canonical JSON', () => {
  test('is that of RFC 8785: its own examples', () => {
    const literals = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonical(literals)).toBe(
      `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}`,
    )
    const names = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\u{1F600}': 5,
      '\u0080': 6,
      '\u00f6': 7,
      '10': 8,
      '9': 9,
    }
    expect(Object.keys(JSON.parse(`[${canonical(names)}]`)[0] as object)).toHaveLength(9)
    expect([...canonical(names).matchAll(/:(\d)/g)].map(([, at]) => at).join('')).toBe('248967153')
    expect(canonical(JSON.parse('{"b":-0,"__proto__":{"z":[],"a":{}}}') as Json)).toBe(
      '{"__proto__":{"a":{},"z":[]},"b":0}',
    )
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { a: undefined }, { '\udfff': 1 }])(
    'refuses %j',
    (value) => {
      expect(() => canonical(value as Json)).toThrow(TypeError)
    },
  )
})

onEachDatabase((use) => {
  let store: MemoryStore
  let file: string
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
    file = await issue(store.pool, adas(store, 'F-1111-AAAA'))
  })

  test('says what was done, where and when, and stands in the audit, which holds its digest', async () => {
    const receipt = receiptIn(file)
    expect(checkReceipt(Buffer.from(file), KEYS)).toEqual({ state: 'proven', receipt })
    expect(receipt).toMatchObject({
      subject: pseudonym(store, 'person', ADA),
      asked: { at: '2026-11-29T08:00:00.123Z' },
      database: {
        name: expect.any(String),
        transaction: expect.stringMatching(/^\d+$/),
        lsn: expect.stringMatching(/^[0-9A-F]+\/[0-9A-F]+$/),
      },
      key: namedKey(ISSUER.signer.publicKey),
    })
    expect(Math.abs(Date.parse(receipt.issued_at) - Date.now())).toBeLessThan(3_600_000)
    expect(receipt.limits.join(' ')).toMatch(
      /cannot show that nobody had copied.*until 2026-12-06.*not covered: Traces/s,
    )
    expect(await readReceipt(viewer(store, ADA), 'F-1111-AAAA')).toMatchObject({
      isProven: true,
      isAudited: true,
      file,
    })
    expect(await verifyAudit(store.pool, { file: '/nowhere', keys: [] })).toMatchObject({
      breaks: [],
      holding: receipt.audit.seq,
    })
    expect(await usedKeys(store.pool)).toEqual([
      { ...namedKey(ISSUER.signer.publicKey), firstUsedAt: expect.any(String) },
    ])
  })

  test('holds nothing of what was erased and nobody’s id, and neither does any table of ours', async () => {
    const { rows } = await store.pool.query<{ name: string }>(
      `select format('dashboard.%I', tablename) as name from pg_tables where schemaname = 'dashboard' and tablename <> 'pseudonym'`,
    )
    let all = file
    for (const { name } of rows)
      all += (await store.pool.query<{ row: string }>(`select t::text as row from ${name} t`)).rows
        .map(({ row }) => row)
        .join()
    expect(all).toContain('F-1111-AAAA')
    for (const secret of [ADA, 'lovelace', PREFIX, ...MEMORIES.map(({ key }) => key), 'ключ'])
      for (const form of [
        secret,
        JSON.stringify(secret).slice(1, -1),
        Buffer.from(secret).toString('base64url'),
        Buffer.from(secret).toString('hex'),
      ])
        expect(all.includes(form), form).toBe(false)
  })

  test('is the same nothing for another person as where there is none', async () => {
    const [bob, ada] = [viewer(store, 'bob'), viewer(store, ADA)]
    expect(await readReceipt(bob, 'F-1111-AAAA')).toBeNull()
    expect(await readReceipt(ada, 'F-0000-0000')).toBeNull()
    const refused = await Promise.all([
      expectedOf(takeOpening(bob, 'F-1111-AAAA')),
      expectedOf(takeOpening(ada, 'F-0000-0000')),
    ])
    expect(refused.map(({ code, sentence }) => [code, sentence])).toEqual(
      Array(2).fill(['not-found', 'There is no such receipt.']),
    )
  })

  test('its opening goes to the person once, and shows whom and what it is about, and nothing else', async () => {
    const ada = viewer(store, ADA)
    const both = await Promise.allSettled([takeOpening(ada, 'F-1111-AAAA'), takeOpening(ada, 'F-1111-AAAA')])
    const opening = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(opening).toHaveLength(1)
    expect(await expectedOf(takeOpening(ada, 'F-1111-AAAA'))).toMatchObject({ code: 'conflict' })
    expect(await readReceipt(ada, 'F-1111-AAAA')).toMatchObject({ openingUntil: null, isProven: true })
    const { rows } = await store.pool.query(
      `select from dashboard.receipt where opening is not null and reference = 'F-1111-AAAA'`,
    )
    expect(rows).toEqual([])
    const open = (claims: object) => said(Buffer.from(file), KEYS, { opening: opening[0] ?? '', ...claims })
    const memories = MEMORIES.map(({ key }) => key)
    expect(open({ id: ADA, namespace: PREFIX, memories }).code).toBe(0)
    const other = Buffer.alloc(32, 7).toString('base64url')
    for (const wrong of [
      { id: 'bob' },
      { id: ADA.toUpperCase() },
      { namespace: `${PREFIX}.x` },
      { namespace: PREFIX, memories: [...memories, 'tea'] },
      { namespace: 'user_memories.bob', memories: memories.slice(0, 1) },
      { id: ADA, opening: other },
      { namespace: PREFIX, opening: other },
      { opening: 'x' },
    ])
      expect([wrong, open(wrong).code]).toEqual([wrong, 1])
  })

  test('an opening that nobody took goes when its time is over', async () => {
    await issue(store.pool, adas(store, 'F-2222-BBBB'))
    const ada = viewer(store, ADA)
    expect((await readReceipt(ada, 'F-2222-BBBB'))?.openingUntil).not.toBeNull()
    const age = `set session_replication_role = replica; update dashboard.receipt set opening_until = now() where reference = 'F-2222-BBBB'; set session_replication_role = origin`
    await store.pool.query(age)
    expect((await readReceipt(ada, 'F-2222-BBBB'))?.openingUntil).toBeNull()
    expect(await expectedOf(takeOpening(ada, 'F-2222-BBBB'))).toMatchObject({ code: 'conflict' })
    await purgeOpenings(store.pool)
    const { rows } = await store.pool.query(
      `select reference from dashboard.receipt where opening is not null and opening_until <= now()`,
    )
    expect(rows).toEqual([])
  })

  test('the database keeps it as it was issued; what its owner changes all the same is seen', async () => {
    for (const change of [
      `update dashboard.receipt set file = '{}'`,
      `update dashboard.receipt set opening = 'x'`,
      `update dashboard.receipt set opening = null, subject = 'x'`,
      'delete from dashboard.receipt',
      'truncate dashboard.receipt',
      `update dashboard.receipt_key set public_key = 'x'`,
      'delete from dashboard.receipt_key',
    ])
      await expect(store.pool.query(change), change).rejects.toMatchObject({ code: '42501' })
    await issue(store.pool, adas(store, 'F-3333-CCCC'))
    await store.pool.query(
      `set session_replication_role = replica; update dashboard.receipt set file = replace(file, '"deleted":3', '"deleted":4') where reference = 'F-3333-CCCC'; set session_replication_role = origin`,
    )
    expect(await readReceipt(viewer(store, ADA), 'F-3333-CCCC')).toMatchObject({ isProven: false, isAudited: false })
  })

  test('is there only if the transaction that completes the request is, and once', async () => {
    const facts = adas(store, 'F-4444-DDDD')
    await issue(store.pool, facts)
    await expect(issue(store.pool, { ...facts, reference: 'F-5555-EEEE' })).rejects.toMatchObject({ code: '23505' })
    expect(await readReceipt(viewer(store, ADA), 'F-5555-EEEE')).toBeNull()
    const { rows } = await store.pool.query(`select from dashboard.audit where detail ->> 'reference' = 'F-5555-EEEE'`)
    expect(rows).toEqual([])
  })
})

onDatabase('embedded', (use) => {
  let file: string
  let bytes: Buffer
  const folder = mkdtempSync(join(tmpdir(), 'memory-receipt-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeAll(async () => {
    const memories = Array.from({ length: 5 }, (_, at) => ({ prefix: PREFIX, key: `k${at}` }))
    file = await issue(use().pool, factsOf('s', 'F-6666-FFFF', { userId: ADA, prefix: PREFIX, memories }))
    bytes = Buffer.from(file)
  })

  test('T: 1,000 mutations of its bytes and of its fields are all rejected', () => {
    const states = new Map<string, number>()
    const tried = (mutated: Uint8Array, what: string) => {
      const { state } = checkReceipt(mutated, KEYS)
      expect(['altered', 'rewritten', 'no-receipt', 'other-version'], what).toContain(state)
      expect(said(mutated, KEYS).code, what).toBe(1)
      states.set(state, (states.get(state) ?? 0) + 1)
    }
    // each byte that there is, by turns: another bit, gone, doubled, changed for its neighbour
    const step = bytes.length / 800
    for (let turn = 0; turn < 800; turn++) {
      const at = Math.floor(turn * step)
      const [before, byte, after] = [bytes.subarray(0, at), bytes.subarray(at, at + 1), bytes.subarray(at + 1)]
      const flipped = Buffer.from([(byte[0] ?? 0) ^ (1 << (turn % 8))])
      const mutated = [
        [before, flipped, after],
        [before, after],
        [before, byte, byte, after],
        [before, Buffer.from(' '), byte, after],
      ]
      tried(Buffer.concat(mutated[turn % 4] ?? []), `byte ${at}, way ${turn % 4}`)
    }
    // every field, with a signature that was another's all the same
    const fields = mutationsOf(JSON.parse(file) as Json)
    for (const { value, what } of fields) tried(Buffer.from(canonical(value)), what)
    // what parsers pass over
    for (const [what, text] of Object.entries({
      'line’s end': `${file}\n`,
      'byte order mark': `\ufeff${file}`,
      spaces: JSON.stringify(JSON.parse(file), null, 2),
      'the order': JSON.stringify({ signature: '', ...(JSON.parse(file) as object) }),
      'a name twice': file.replace('{"receipt":', '{"receipt":{},"receipt":'),
      'a name twice, inside': file.replace('"deleted":3', '"deleted":9,"deleted":3'),
      'another writing of a number': file.replace('"deleted":3', '"deleted":3.0'),
      'another writing of a letter': file.replace('F-6666', '\\u0046-6666'),
      'an escape of a slash': file.replace('/', '\\/'),
      'something beside it': file.replace(/}$/, ',"x":1}'),
    }))
      if (text !== file) tried(Buffer.from(text), what)
    for (const signature of otherWritings((JSON.parse(file) as { signature: string }).signature))
      tried(Buffer.from(canonical({ ...(JSON.parse(file) as { receipt: Json }), signature })), `signature ${signature}`)
    const count = [...states.values()].reduce((sum, one) => sum + one, 0)
    expect(count).toBeGreaterThanOrEqual(1_000)
    expect(states.get('altered')).toBeGreaterThan(500)
    expect(checkReceipt(bytes, KEYS).state).toBe('proven')
  })

  test('signed anew by somebody else it is theirs, and counts for nothing', () => {
    const forger = signerOf('77'.repeat(32))
    const receipt = receiptIn(file)
    const forged = writeReceiptFile(forger, { ...receipt, key: namedKey(forger.publicKey) })
    expect(checkReceipt(Buffer.from(forged), KEYS).state).toBe('unknown-key')
    expect(said(Buffer.from(forged), KEYS)).toMatchObject({
      code: 3,
      text: expect.stringContaining('? Nobody here vouches for that key'),
    })
    // in the name of the key that counts
    expect(checkReceipt(Buffer.from(writeReceiptFile(forger, receipt)), KEYS).state).toBe('altered')
    // and whatever else a forger signs reaches no terminal as a command
    const odd = { ...receipt, key: namedKey(forger.publicKey), reference: '\u001b[2J\u202eF' }
    expect(said(Buffer.from(writeReceiptFile(forger, odd)), KEYS).text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
    for (const tables of [null, [{}], 'x', [{ table: 1, before: 0, deleted: 0, after: 0 }]])
      expect(said(Buffer.from(writeReceiptFile(forger, { ...odd, tables } as unknown as Receipt)), KEYS).code).toBe(1)
  })

  test('of too many memories lists none, and says so', async () => {
    const memories = Array.from({ length: MOST_LISTED + 1 }, (_, at) => ({ prefix: PREFIX, key: `k${at}` }))
    const long = await issue(
      use().pool,
      factsOf('s', 'F-7777-GGGG', {
        memories,
        scope: { kind: 'topic', memories: 1_001, deleted: 1_001, gone: 0, drifted: 0 },
      }),
    )
    expect(receiptIn(long).commitments.memories).toBeNull()
    expect(receiptIn(long).limits.join()).toContain('too many to list')
    expect(
      said(Buffer.from(long), KEYS, {
        opening: Buffer.alloc(32).toString('base64url'),
        namespace: PREFIX,
        memories: ['k1'],
      }),
    ).toMatchObject({
      code: 1,
      text: expect.stringContaining('cannot be shown of any single one'),
    })
  })

  test('is verified by a command that has the file and the key, and nothing else', async () => {
    const path = (name: string, content: string) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const verify = (env: Record<string, string>, ...args: string[]) =>
      runScript('scripts/verify-receipt.ts', env, ...args)
    const keys = path('keys.json', JSON.stringify({ keys: [namedKey(ISSUER.signer.publicKey)] }))
    const whole = path('receipt.json', file)
    const [good, altered, stranger, own, missing, none] = await Promise.all([
      verify({}, whole, '--key', keys),
      verify({}, path('altered.json', file.replace('"deleted":3', '"deleted":4')), '--key', keys),
      verify({}, whole, '--key', writePublicKey(signerOf('77'.repeat(32)).publicKey)),
      verify({ RECEIPT_SIGNING_KEY: '66'.repeat(32) }, whole),
      verify({}, join(folder, 'nowhere.json')),
      verify({}),
    ])
    expect([good, altered, stranger, own, missing, none].map(({ code }) => code)).toEqual([0, 1, 3, 0, 2, 2])
    expect(good.output).toContain('F-6666-FFFF')
    expect(altered.output).toBe('✗ Altered: this is not what was signed.\n')
    expect(missing.output).toContain('could not be looked at: ENOENT')
  })
})

/** Every member and item of a value: changed, taken out, and with one more beside it. */
function mutationsOf(value: Json): { value: Json; what: string }[] {
  const found: { value: Json; what: string }[] = []
  const visit = (part: Json, put: (other: Json | undefined) => Json, at: string) => {
    const add = (other: Json | undefined, how: string) => found.push({ value: put(other), what: `${at} ${how}` })
    add(
      typeof part === 'string' ? `${part}x` : typeof part === 'number' ? part + 1 : part === null ? 0 : null,
      'changed',
    )
    if (at !== '') add(undefined, 'taken out')
    if (typeof part !== 'object' || part === null) return
    if (Array.isArray(part)) {
      add([...(part as Json[]), 'x'], 'longer')
      for (const [index, item] of (part as Json[]).entries())
        visit(
          item,
          (other) =>
            put(
              (part as Json[]).flatMap((one, place) =>
                place === index ? (other === undefined ? [] : [other]) : [one],
              ),
            ),
          `${at}[${index}]`,
        )
      return
    }
    const members = part as Record<string, Json>
    add({ ...members, more: 1 }, 'with more')
    for (const name of Object.keys(members))
      visit(
        members[name] as Json,
        (other) =>
          put(
            Object.fromEntries(
              Object.entries(members).flatMap(([one, is]) =>
                one === name ? (other === undefined ? [] : [[one, other]]) : [[one, is]],
              ),
            ),
          ),
        `${at}.${name}`,
      )
  }
  visit(value, (other) => other ?? null, '')
  return found
}

/** The order of Ed25519's group. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n

/** Other texts of the same signature: its last letter's spare bits, its end marks, and S one turn further. */
function otherWritings(signature: string): string[] {
  const bytes = Buffer.from(signature, 'base64url')
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + L
  const further = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()
  const last = signature.at(-1) ?? ''
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return [
    signature.slice(0, -1) + letters[letters.indexOf(last) + 1],
    `${signature}=`,
    `${signature}==`,
    bytes.toString('base64'),
    Buffer.concat([bytes.subarray(0, 32), further]).toString('base64url'),
  ].filter((one) => one !== signature)
}
