'use server'

import { after } from 'next/server'
import { z } from 'zod'
import { action } from '@/lib/action'
import { proveFresh } from '@/lib/auth/step-up'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { repeatOutside } from '@/lib/ledger/ledger'
import { NO_FILTER } from '@/lib/shared/filter'
import { FORGET_SCOPES, FORGET_WORD, type ForgetWish, LARGE_FORGET } from '@/lib/shared/forget'
import type { FrozenSelection } from '@/lib/shared/job'
import { isDay } from '@/lib/shared/time'
import { NOTHING, TOPIC_LIMIT } from '@/lib/shared/topic'
import { countSearch } from '@/lib/store/access/rate-limit'
import { cancelForget, referenceOf } from '@/lib/store/forgetting/own'
import { forgetRules } from '@/lib/store/forgetting/rules'
import { submitForget } from '@/lib/store/forgetting/submit'
import { setSuppression } from '@/lib/store/forgetting/suppression'
import { allowRelearned } from '@/lib/store/forgetting/tombstones'
import { chooseInTopic, dropTopic, freezeTopic, startTopic } from '@/lib/store/forgetting/topic'
import { topicMatches } from '@/lib/store/forgetting/topic-matches'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import { readSelection } from '@/lib/store/selected'
import { freezeSelection } from '@/lib/store/selection'
import { readTimeZone } from '../../../time-zone'
import { previewOf, type ShownPreview } from './preview'

export const describeTopic = action(
  z.object({ question: z.string().max(TOPIC_LIMIT) }),
  async (viewer, { question }) => {
    await countSearch(viewer)
    return startTopic(viewer, question)
  },
)

const position = z.int().min(0).max(1_000_000)
const topic = z.uuid()

/** Keeps what is ticked, freezes it, and says what would go with it. */
export const chooseTopic = action(
  z.object({
    topic,
    line: z.int().min(-100).max(NOTHING),
    withWords: z.boolean(),
    ticks: z.array(z.object({ position, ticked: z.boolean() })).max(10_000),
  }),
  async (viewer, { topic, ...choice }): Promise<{ frozen: FrozenSelection; preview: ShownPreview } | null> => {
    await chooseInTopic(viewer, topic, choice)
    const frozen = await freezeTopic(viewer, topic)
    if (frozen === null) return null
    return { frozen, preview: await previewOf(viewer, 'topic', frozen.id) }
  },
)

const PORTION = 50

export const moreOfTopic = action(z.object({ topic, after: position }), (viewer, { topic, after }) =>
  topicMatches(viewer, topic, { after, limit: PORTION }),
)

const day = z.string().refine(isDay).nullable()

export const choosePeriod = action(z.object({ since: day, until: day }), async (viewer, days) => {
  const filter = { ...NO_FILTER, ...days }
  return freezeSelection(viewer, { view: { filter, timeZone: await readTimeZone() } })
})

const wish = z.object({
  operation: z.uuid(),
  scope: z.enum(FORGET_SCOPES),
  /** Of everything there is none. */
  selection: z.uuid().nullable(),
  /** What the person was told would go. */
  count: z.int().min(0),
  topic: topic.nullable(),
  stopRemembering: z.boolean(),
  word: z.string().max(100),
})

export const askToForget = action(
  wish,
  async (viewer, { operation, scope, selection, count, topic, stopRemembering, word }) => {
    const sent = await referenceOf(viewer, operation)
    if (sent !== null) return { reference: sent } // the answer was lost; what was chosen may be gone by now
    if (scope !== 'everything' && selection === null)
      throw new Expected('invalid', 'Nothing is selected. Nothing was changed.')
    const wish: ForgetWish =
      scope === 'everything' || selection === null
        ? { operation, stopRemembering, scope: 'everything' }
        : { operation, stopRemembering, scope, selection }
    if ('selection' in wish && (await readSelection(viewer, wish.selection)).count !== count)
      throw new Expected(
        'conflict',
        'This is not what you were shown. Look at it again, then forget it. Nothing was changed.',
      )
    if ((wish.scope === 'everything' || count > LARGE_FORGET) && word !== FORGET_WORD)
      throw new Expected('invalid', 'Type {word} in the field to go on. Nothing was changed.', {
        values: { word: FORGET_WORD },
      })
    await proveFresh(viewer.store, word, FORGET_WORD)
    const rules = forgetRules(environment())
    const { reference } = await submitForget(viewer, wish, rules)
    if (topic !== null) await dropTopic(viewer, topic)
    after(() => runDueForgets(viewer.store, rules)) // not before the answer: it may be much
    return { reference }
  },
)

export const cancelRequest = action(z.object({ reference: z.string().max(20) }), async (viewer, { reference }) => {
  await cancelForget(viewer, reference)
})

/** Apart from forgetting: nothing is deleted by it. */
export const rememberNothing = action(z.object({ isOn: z.boolean() }), async (viewer, { isOn }) => {
  await setSuppression(viewer, isOn)
  await repeatOutside(viewer.store.pool)
})

export const allowAgain = action(z.object({ id: z.string().max(100) }), async (viewer, { id }) => {
  if (!(await allowRelearned(viewer, id))) throw new Expected('not-found', 'This is not there any more.')
})
