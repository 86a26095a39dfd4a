// Sign-ins, sign-outs and refusals in the audit: as whom, with which code, and never so many that they fill it.
import { beforeEach, expect, test } from 'vitest'
import { memoryId } from '@/lib/shared/memory'
import { personRef } from '@/lib/shared/person-ref'
import { endSession, startSession } from '@/lib/store/access/sessions'
import { placeOf, REFUSALS_A_MINUTE, recordRefusal } from '@/lib/store/audit/refusals'
import { pseudonym } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { inOneMinute } from '../support/minute'
import { emptyAudit, emptyOwn } from '../support/stores'

const pseudonymKey = 'test key'

const person = (userId: string) => pseudonym({ pseudonymKey }, 'person', userId)

test('of an address that was refused there is neither a key, a person nor a word that was searched for', () => {
  const [id, ref] = [memoryId([], 'canary-key'), personRef('canary-person')]
  const paths = {
    ...{ '/': '/', '/memories': '/memories', [`/memories/${id}`]: '/memories', [`/memories/${id}/edit`]: '/memories' },
    ...{ '/memories/canary': '/memories', '/memories?q=canary': '/memories', '/privacy/looks': '/privacy' },
    ...{ '/admin': '/admin', '/admin/people': '/admin/people', '/admin/search?q=canary': '/admin/search' },
    ...{ [`/admin/people/${ref}/memories/${id}`]: '/admin/people', [`/api/memories/${id}`]: '/api/memories' },
    ...{ '/api/admin/audit/export?about=canary': '/api/admin', [`/api/${id}`]: '/api', [`/${id}`]: '/' },
    ...{ '/admin/%63anary': '/admin', '/%61dmin/people': '/' },
  }
  for (const [path, place] of Object.entries(paths)) expect([path, placeOf(path)]).toEqual([path, place])
})

onEachDatabase((use) => {
  const rows = async () =>
    (
      await use().pool.query<Record<string, string>>(
        'select action, role, outcome, actor, subject, detail::text from dashboard.audit order by id',
      )
    ).rows

  const reset = async () => {
    await emptyAudit(use().pool)
    await emptyOwn(use().pool, 'rate')
  }
  beforeEach(reset)

  test('signing in and out leave a row each, with who vouched, and nothing that opens the session', async () => {
    const { pool } = use()
    const first = await startSession(pool, 'https://id.example', { userId: 'ada', name: 'Ada' }, { pseudonymKey })
    const id = await startSession(
      pool,
      'https://id.example',
      { userId: 'ada', name: 'Ada' },
      { pseudonymKey, replaces: first },
    )
    await endSession(pool, id, pseudonymKey)
    await endSession(pool, id, pseudonymKey)
    const found = await rows()
    expect(found.map(({ action, outcome, actor, subject }) => [action, outcome, actor, subject])).toEqual(
      ['session.start', 'session.start', 'session.end'].map((action) => [action, 'done', person('ada'), person('ada')]),
    )
    const details = found.map(({ detail = '' }) => JSON.parse(detail))
    expect(details[0]).toEqual({ by: 'https://id.example', session: expect.stringMatching(/^[0-9a-f]{16}$/) })
    expect(details[1]).toMatchObject({ replaces: details[0].session })
    expect(details[2]).toEqual({ session: details[1].session })
    expect(JSON.stringify(found)).not.toContain(id)
  })

  test('a refusal says who, where that is known, and is recorded so many times a minute and no more', async () => {
    const { pool } = use()
    const refuse = (userId: string | null) =>
      recordRefusal(pool, { action: 'session.refused', pseudonymKey, userId, detail: { why: 'disabled' } })
    await inOneMinute(pool, reset, async () => {
      for (let at = 0; at < 40; at++) for (const who of ['bob', 'eve', null]) await refuse(who)
    })
    const found = await rows()
    const of = (subject: string) => found.filter((row) => row.subject === subject)
    expect([of(person('bob')).length, of(person('eve')).length, of('-').length, found.length]).toEqual([
      ...[REFUSALS_A_MINUTE.person, REFUSALS_A_MINUTE.person, REFUSALS_A_MINUTE.unknown],
      2 * REFUSALS_A_MINUTE.person + REFUSALS_A_MINUTE.unknown,
    ])
    expect(new Set(found.map(({ outcome }) => outcome))).toEqual(new Set(['refused']))
    expect(of('-').map(({ detail }) => detail)).toEqual([
      ...Array(REFUSALS_A_MINUTE.unknown - 1).fill('{"why": "disabled"}'),
      '{"why": "disabled", "more": "not recorded"}',
    ])
    const { rows: known } = await pool.query(
      'select user_id from dashboard.pseudonym where pseudonym = any($1) order by 1',
      [[person('bob'), person('eve'), '-']],
    )
    expect(known).toEqual([{ user_id: 'bob' }, { user_id: 'eve' }])
  })
})
