import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { requireReader } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { isPerRow } from '@/lib/store/access/per-row'
import { getMemory } from '@/lib/store/read'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { MemoriesScreen } from './list/memories-screen'
import { type Search, viewOf } from './params'
import { readFacets, readMemories } from './read-memories'
import { facetsQuery, memoriesQuery, memoryQuery, sortOf } from './search'

type Props = { searchParams: Promise<Search> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q, like } = viewOf(await searchParams)
  const { t } = await readText()
  if (q === '' && like === null) return { title: t('Memories') }
  return { title: t('{title} · Memories', { title: q === '' ? t('Similar') : q.slice(0, 80) }) }
}

export default async function MemoriesPage({ searchParams }: Props) {
  const viewer = await requireReader()
  const view = viewOf(await searchParams)
  const timeZone = await readTimeZone()
  const client = new QueryClient()
  try {
    // counts that need the question compared once more can wait for the browser
    const isMatching = (view.q !== '' || view.like !== null) && sortOf(view) !== 'relevance'
    const [list, facets] = await Promise.all([
      readMemories(viewer, view, timeZone),
      isMatching || view.by === 'agent' ? undefined : readFacets(viewer, view, timeZone, { isMatching }),
    ])
    client.setQueryData(memoriesQuery(view).queryKey, list)
    if (facets !== undefined) client.setQueryData(facetsQuery(view, { isMatching }).queryKey, facets)
    if (view.open !== null) client.setQueryData(memoryQuery(view.open).queryKey, await getMemory(viewer, view.open))
  } catch (error) {
    // the browser asks again and shows the sentence beside the search field, which keeps what was typed
    if (!(error instanceof Expected)) throw error
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MemoriesScreen timeZone={timeZone} hasReads={!isPerRow(viewer.store)} />
    </HydrationBoundary>
  )
}
