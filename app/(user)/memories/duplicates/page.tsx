import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { requireViewer } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { paramsOf, type Search } from '../params'
import { PairsScreen } from './pairs-screen'
import { pairsQuery, readPairsView } from './pairs-view'
import { readPairs } from './read-pairs'

type Props = { searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: `${t('Nearly alike')} · ${t('Memories')}` }
}

export default async function PairsPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const view = readPairsView(paramsOf(await searchParams))
  const client = new QueryClient()
  try {
    client.setQueryData(pairsQuery(view).queryKey, await readPairs(viewer, view))
  } catch (error) {
    // the browser asks again and shows the sentence where the pairs would be
    if (!(error instanceof Expected)) throw error
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PairsScreen timeZone={await readTimeZone()} />
    </HydrationBoundary>
  )
}
