import { beforeAll, expect, test } from 'vitest'
import {
  ACTIONS_A_MINUTE,
  AGENT_REQUESTS_A_MINUTE,
  AGENT_WRITES_A_MINUTE,
  countAction,
  countAgentRequest,
  countAgentWrite,
  countExportFile,
  countMap,
  countSearch,
  EXPORTS_A_MINUTE,
  MAPS_A_MINUTE,
  purgeRates,
  SEARCHES_A_MINUTE,
} from '@/lib/store/access/rate-limit'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import type { Auditor, MemoryStore, Scope } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { inOneMinute } from '../support/minute'
import { codePointEmbedder, expectedOf, storeWith, viewer } from '../support/stores'

const LIMITS: [action: string, limit: number, count: (who: Scope) => Promise<void>, said: RegExp][] = [
  ['search', SEARCHES_A_MINUTE, countSearch, /^That was more than 120 searches in a minute\. Search again in \d+ sec/],
  ['map', MAPS_A_MINUTE, countMap, /^More than 30 maps had to be drawn in a minute\. Try again in \d+ second/],
  ['action', ACTIONS_A_MINUTE, countAction, /^That was more than 1,200 changes in a minute\. Nothing was changed; try/],
  ['export', EXPORTS_A_MINUTE, countExportFile, /^That was more than 20 files in a minute\. Export again in \d+ sec/],
  ['agent-write', AGENT_WRITES_A_MINUTE, countAgentWrite, /^That was more than 60 changes in a minute\. Nothing was/],
  ['agent-request', AGENT_REQUESTS_A_MINUTE, countAgentRequest, /^That was more than 600 requests in a minute\. Try/],
]

onEachDatabase((use) => {
  let store: MemoryStore
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
  })

  /** In this minute and in the next. */
  const counted = (subject: string, action: string, count: number) =>
    use().pool.query(
      `insert into dashboard.rate (subject, action, minute, count)
       select $1, $2, date_trunc('minute', now()) + make_interval(mins => m), $3 from generate_series(0, 1) as m
       on conflict (subject, action, minute) do update set count = excluded.count`,
      [subject, action, count],
    )

  test.each(LIMITS)(
    'one %s more than %i in a minute is refused with the time to wait, and nobody else’s',
    async (...one) => {
      const [action, limit, count, said] = one
      const ada = viewer(store, 'ada')
      const outcomes: PromiseSettledResult<void>[] = []
      const nearTheLimit = () => {
        outcomes.length = 0
        return counted(ada.subject, action, limit - 1)
      }
      await inOneMinute(use().pool, nearTheLimit, async () => {
        for (let at = 0; at < 2; at++) outcomes.push(...(await Promise.allSettled([count(ada)])))
      })
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      const refused = await expectedOf(Promise.reject((outcomes[1] as PromiseRejectedResult).reason))
      expect(refused.sentence).toMatch(said)
      expect(refused.retryAfter).toBeGreaterThan(0)
      expect(refused.retryAfter).toBeLessThanOrEqual(60)
      await count(viewer(store, 'bob'))
    },
  )

  test('whoever is also staff has one count for both', async () => {
    const kim = viewer(store, 'kim')
    await counted(kim.subject, 'action', ACTIONS_A_MINUTE)
    const staff = { pool: use().pool, actor: kim.subject } as Auditor
    expect((await expectedOf(countAction(staff))).code).toBe('too-many')
  })

  test('counts of past minutes are forgotten', async () => {
    await use().pool.query(`update dashboard.rate set minute = minute - interval '10 minutes'`)
    await purgeRates(use().pool)
    expect((await use().pool.query('select from dashboard.rate')).rowCount).toBe(0)
    await countSearch(viewer(store, 'ada'))
  })
})
