import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { freshness } from '@/lib/auth/step-up'
import { requireViewer } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { countTopic } from '@/lib/shared/topic'
import { readTopic } from '@/lib/store/forgetting/topic'
import { topicMatches } from '@/lib/store/forgetting/topic-matches'
import { readText } from '../../../../../text-on-server'
import { readTimeZone } from '../../../../../time-zone'
import { ChooseTopic } from './choose-topic'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Forget a topic') }
}

/** As many are read at once as can be looked through, and a few below the line. */
const MOST = 50
const BELOW = 10

/** "I see what comes close to it, draw the line, and take out what should stay; then exactly that goes." */
export default async function ChoosePage({ params }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const topic = await orNotFound(() => readTopic(viewer, id))
  const limit = Math.min(countTopic({ ...topic, ticks: [] }).above, MOST) + BELOW
  const first = await orNotFound(() => topicMatches(viewer, id, { after: 0, limit }))
  const worded = first.hasMore
    ? await orNotFound(() => topicMatches(viewer, id, { after: first.reached, limit: MOST, isWorded: true }))
    : null
  return (
    <ChooseTopic
      topic={topic}
      first={{ ...first, memories: [...first.memories, ...(worded?.memories ?? [])] }}
      freshness={await freshness(viewer.store)}
      timeZone={await readTimeZone()}
      viewer={viewer.subject}
    />
  )
}

async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Expected && error.code === 'not-found') notFound()
    throw error
  }
}
