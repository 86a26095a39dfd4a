import { beforeAll, expect, test } from 'vitest'
import { countSearch, purgeRates, SEARCHES_A_MINUTE } from '@/lib/store/access/rate-limit'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import type { MemoryStore } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { inOneMinute } from '../support/minute'
import { codePointEmbedder, storeWith, viewer } from '../support/stores'

onEachDatabase((use) => {
  let store: MemoryStore
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
  })

  test('the 121st search of a minute is refused with the time to wait, and nobody else’s', async () => {
    const ada = viewer(store, 'ada')
    const outcomes: PromiseSettledResult<void>[] = []
    const nearTheLimit = () => {
      outcomes.length = 0
      return use().pool.query(
        `insert into dashboard.rate (subject, action, minute, count)
         select $1, 'search', date_trunc('minute', now()) + make_interval(mins => m), $2 from generate_series(0, 1) as m
         on conflict (subject, action, minute) do update set count = excluded.count`,
        [ada.subject, SEARCHES_A_MINUTE - 1],
      )
    }
    await inOneMinute(use().pool, nearTheLimit, async () => {
      for (let at = 0; at < 2; at++) outcomes.push(...(await Promise.allSettled([countSearch(ada)])))
    })
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    const [, refused] = outcomes
    expect(refused?.status === 'rejected' && refused.reason.message).toMatch(
      /^That was more than 120 searches in a minute\. Search again in \d+ seconds?\.$/,
    )
    await countSearch(viewer(store, 'bob'))
  })

  test('counts of past minutes are forgotten', async () => {
    await use().pool.query(`update dashboard.rate set minute = minute - interval '10 minutes'`)
    await purgeRates(use().pool)
    expect((await use().pool.query('select from dashboard.rate')).rowCount).toBe(0)
    await countSearch(viewer(store, 'ada'))
  })
})
