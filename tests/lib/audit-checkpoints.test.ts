// What checkpoints tell, and what they cannot: whose they are, who signed them, and what is said where there is none.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendLine } from '@/lib/audit/checkpoint-file'
import { readCheckpoints, readLine, signerOf } from '@/lib/audit/checkpoints'
import { LONG, NAMELESS, whyUnsealed } from '@/lib/audit/doubts'
import { auditStanding, type Seal, sealAudit } from '@/lib/audit/seal'
import { verifyAudit } from '@/lib/audit/verify'
import { appendAudit } from '@/lib/store/audit/record'
import { proveAudit } from '../../scripts/audit-proof'
import { onDatabase } from '../support/databases'
import { rechained, tampered, UNNUMBERED } from '../support/tampering'

const [signer, another] = [signerOf('44'.repeat(32)), signerOf('55'.repeat(32))]
const folder = mkdtempSync(join(tmpdir(), 'memory-checkpoints-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newSeal = (): Seal => ({ file: join(folder, randomUUID(), 'checkpoints.jsonl'), signer })
const prove = (pool: pg.Pool, { file }: Seal, withinMs?: number) =>
  verifyAudit(pool, { file, keys: [signer.publicKey], withinMs })

const ENTRY = {
  action: 'memory.read',
  surface: 'mcp',
  role: 'agent',
  actor: 'a',
  subject: 's',
  outcome: 'done',
} as const
const OTHER_ID = `update dashboard.setting set value = 'changed' where name = 'audit record'`
const rewritten = (seq: number) => [
  `update dashboard.audit set actor = 'x' where id = (select audit_id from dashboard.audit_chain where seq = ${seq})`,
  'update dashboard.audit_chain c set hash = sha256(dashboard.audit_bytes(a)) from dashboard.audit a where c.seq = 1 and a.id = c.audit_id',
  ...rechained(2),
]

onDatabase('embedded', (use) => {
  const pool = () => use().pool
  beforeAll(async () => {
    for (let at = 0; at < 5; at++) await appendAudit(pool(), ENTRY)
  })

  test('another instance that seals between two looks contradicts nothing', async () => {
    const seal = newSeal()
    await sealAudit(pool(), seal)
    const query = async (sql: string, values?: unknown[]) => {
      const answer = await pool().query(sql, values)
      await appendAudit(pool(), ENTRY)
      await sealAudit(pool(), seal)
      return answer
    }
    const busy = Object.assign(Object.create(pool()), { query }) as pg.Pool
    expect(await auditStanding(busy, seal)).toMatchObject({ problem: null, doubt: null })
  })

  test('lines of other records are passed over and stay: that there are no others is a doubt, until this one is sealed', async () => {
    const seal = newSeal()
    await sealAudit(pool(), seal)
    const before = readFileSync(seal.file, 'utf8')
    await tampered(pool(), [OTHER_ID, ...rewritten(1)], async (inside) => {
      const doubt = { values: { count: 1 } }
      expect(await auditStanding(inside, seal)).toMatchObject({ sealed: null, problem: null, doubt })
      expect(await prove(inside, seal)).toMatchObject({ breaks: [], doubts: [doubt] })
      // a record that begins in a file of others is nothing to be told
      expect(await sealAudit(inside, seal)).toMatchObject({ problem: null, doubt: null })
      expect(await auditStanding(inside, seal)).toMatchObject({ problem: null, doubt: null, sealed: expect.anything() })
      expect(await prove(inside, seal)).toMatchObject({ breaks: [], doubts: [], checkpoints: { count: 1, others: 1 } })
    })
    expect(readFileSync(seal.file, 'utf8').startsWith(before)).toBe(true)
    expect(await prove(pool(), seal)).toMatchObject({ breaks: [], doubts: [], checkpoints: { count: 1, others: 1 } })
  })

  test('a record of the same id that begins otherwise, or is empty, is a contradiction, and nothing is renamed or written', async () => {
    const seal = newSeal()
    await sealAudit(pool(), seal)
    const before = readFileSync(seal.file, 'utf8')
    for (const tamper of [rewritten(1), ['delete from dashboard.audit_chain', 'delete from dashboard.audit']])
      await tampered(pool(), tamper, async (inside) => {
        expect((await auditStanding(inside, seal)).problem).not.toBeNull()
        expect((await sealAudit(inside, seal)).problem).not.toBeNull()
      })
    expect(readFileSync(seal.file, 'utf8')).toBe(before)
    expect(readdirSync(join(seal.file, '..'))).toEqual(['checkpoints.jsonl'])
  })

  test('a record whose id is gone is not sealed, and says so', async () => {
    const seal = newSeal()
    await tampered(pool(), ['delete from dashboard.setting'], async (inside) => {
      expect(await sealAudit(inside, seal)).toMatchObject({ sealed: null, problem: null, doubt: NAMELESS })
      expect((await prove(inside, seal)).doubts).toEqual([NAMELESS])
    })
  })

  test('a last line of another key does not hide what the last one of ours says', async () => {
    const seal = newSeal()
    await sealAudit(pool(), seal)
    await appendAudit(pool(), ENTRY)
    await sealAudit(pool(), { ...seal, signer: another })
    expect(await auditStanding(pool(), seal)).toMatchObject({ problem: null, doubt: expect.anything() })
    await tampered(pool(), rewritten(3), async (inside) => {
      expect(await auditStanding(inside, seal)).toMatchObject({ problem: expect.anything(), doubt: null })
      expect(await sealAudit(inside, seal)).toMatchObject({ problem: expect.anything() })
    })
  })

  test('a cut, and an entry before the first, are looked for also where the time is over', async () => {
    const seal = newSeal()
    await sealAudit(pool(), seal)
    const last = (await prove(pool(), seal)).entries
    const tamper = [
      `delete from dashboard.audit where id = (select audit_id from dashboard.audit_chain where seq = ${last})`,
      UNNUMBERED,
      `update dashboard.audit_chain set seq = 0 where seq = ${last}`,
    ]
    await tampered(pool(), tamper, async (inside) => {
      const { isComplete, breaks } = await prove(inside, seal, 0)
      expect([isComplete, breaks.map(({ kind }) => kind)]).toEqual([false, ['cut', 'inserted']])
    })
  })

  test('a line whose parts are of another kind is no checkpoint, and stops nothing', async () => {
    const seal = newSeal()
    await sealAudit(pool(), seal)
    const line = readFileSync(seal.file, 'utf8').trim()
    const odd = [
      ...['5', 'null', '["x"]', '{}'].map((value) => line.replace(/"signature":"[^"]*"/, `"signature":${value}`)),
      line.replace(/"key":"[^"]*"/, '"key":5'),
      line.replace(/"record":"[^"]*",/, ''),
      'null',
    ]
    expect(odd.map(readLine)).toEqual(odd.map(() => null))
    appendFileSync(seal.file, `${odd.join('\n')}\n`)
    expect(await auditStanding(pool(), seal)).toMatchObject({ problem: null, doubt: null })
    const { breaks, doubts } = await prove(pool(), seal)
    expect([breaks, doubts.map(({ values }) => values?.count)]).toEqual([[], [odd.length]])
  })

  describe('npm run verify-audit', () => {
    const LACKING = '✗ A checkpoint was to vouch for it without a doubt, and none does.'
    /** What it says of doubts, and its ends: as it is, and where a checkpoint is needed. */
    const told = async (inside: pg.Pool, { file }: Seal) => {
      const run = async (isNeeded: boolean) => {
        const lines: string[] = []
        const asked = { file, keys: [signer.publicKey], signer: null, isNeeded }
        const end = await proveAudit(inside, asked, (line) => lines.push(line))
        return { lines, end }
      }
      const needed = await run(true)
      expect(needed.lines.includes(LACKING)).toBe(needed.end === 1)
      const { lines, end } = await run(false)
      return { said: lines.filter((line) => /^[?✗]/.test(line)), ends: [end, needed.end] }
    }
    const sealedTwice = async (last: Seal['signer']) => {
      const seal = newSeal()
      await sealAudit(pool(), seal)
      await appendAudit(pool(), ENTRY)
      await sealAudit(pool(), { ...seal, signer: last })
      return seal
    }

    test('is content with a checkpoint', async () => {
      expect(await told(pool(), await sealedTwice(signer))).toEqual({ said: [], ends: [0, 0] })
    })

    test('says that another key signed, and that a line is no checkpoint', async () => {
      const seal = await sealedTwice(another)
      appendFileSync(seal.file, 'torn')
      const { said, ends } = await told(pool(), seal)
      expect(said).toEqual([
        '? Another key signed the checkpoint in line 2 of the file, and so it proves nothing here: NEXTAUTH_SECRET was another one then, or it was forged.',
        '? Line 3 of the file is no checkpoint: it was not written to its end, or altered.',
        '? The entry after that is sealed by nothing yet: whoever owns the tables could have rewritten it.',
      ])
      expect(ends).toEqual([0, 1])
    })

    test('says that the file is another record’s, that the record has no id, and that nothing vouches for it', async () => {
      const seal = newSeal()
      await sealAudit(pool(), seal)
      const others =
        '? The file holds no checkpoint of this record, and 1 of another one: none was written yet, they were taken out, or the record’s id was changed.'
      expect(await tampered(pool(), [OTHER_ID], (inside) => told(inside, seal))).toEqual({
        said: [others],
        ends: [0, 1],
      })
      const gone = `delete from dashboard.setting where name = 'audit record'`
      expect(await tampered(pool(), [gone], (inside) => told(inside, seal))).toEqual({
        said: [`? ${NAMELESS.text}`],
        ends: [0, 1],
      })
      const none = await told(pool(), newSeal())
      expect(none.ends).toEqual([0, 1])
      expect(none.said).toEqual([expect.stringMatching(/^\? Nothing outside the database vouches for it: /)])
    })

    test('does not take a doubt back by the checkpoint that it writes, and ends with 1 where counts disagree', async () => {
      const seal = newSeal()
      await sealAudit(pool(), { ...seal, signer: another })
      const lines: string[] = []
      const asked = { file: seal.file, keys: [another.publicKey, signer.publicKey], signer, isNeeded: true }
      expect(await proveAudit(pool(), asked, (line) => lines.push(line))).toBe(1)
      expect(lines[0]).toBe(
        '? The last checkpoint was not signed with this installation’s key: it was forged, or NEXTAUTH_SECRET is another one since.',
      )
      // by itself that is no reason to doubt: both keys are known
      expect(await proveAudit(pool(), { ...asked, signer: null }, () => {})).toBe(0)
      const more = 'update dashboard.audit_counted set seq = 99999'
      const { said, ends } = await tampered(pool(), [more], (inside) => told(inside, seal))
      expect(said[0]).toMatch(/^✗ The counts kept beside the record cover 99,999 entries, and it has \d+: /)
      expect(ends).toEqual([1, 1])
    })
  })
})

test.skipIf(process.platform !== 'linux')(
  'a line that the disk took only a part of is an error, and the next one begins a line',
  async () => {
    const file = join(folder, randomUUID())
    await appendLine(file, 'whole')
    const failed = await withFilesUpTo('whole\npart'.length, () => appendLine(file, 'part of it').catch(String))
    expect(failed).toBe('Error: only a part of the line was written')
    await appendLine(file, 'next')
    expect(readFileSync(file, 'utf8')).toBe('whole\npart\nnext\n')
  },
)

/** Lets this process write no file beyond so many bytes meanwhile. */
async function withFilesUpTo<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  const limit = (soft: string) => execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${soft}:`])
  limit(String(bytes))
  return work().finally(() => limit('unlimited'))
}

test('others get a turn while many lines are read', async () => {
  let isHeard = false
  setImmediate(() => {
    isHeard = true
  })
  await readCheckpoints('{}\n'.repeat(500), 'x', [signer.publicKey])
  expect(isHeard).toBe(true)
})

test('a file without a checkpoint is a doubt where the record is long', () => {
  expect(whyUnsealed('x', LONG - 1, 0)).toBeNull()
  expect(whyUnsealed('x', LONG, 0)).not.toBeNull()
  expect(whyUnsealed('x', 1, 3)).toMatchObject({ values: { count: 3 } })
  expect(whyUnsealed('x', 0, 3)).toBeNull()
})
