import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { requireViewer } from '@/lib/auth/viewer'
import { listRemoved } from '@/lib/store/change/undoable'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { BackLink } from '../../panel/back-link'
import { START } from '../../search'
import { RemovedList } from './removed-list'
import { PAGE, removedQuery } from './removed-query'

type Props = { params: Promise<{ batch: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · Memories', { title: t('Removed together') }) }
}

/** What was removed together, one by one: the mistake among them is found here. Of a batch that is not there nothing is said. */
export default async function RemovedPage({ params }: Props) {
  const viewer = await requireViewer()
  const { batch } = await params
  const client = new QueryClient()
  const first = await listRemoved(viewer, batch, { limit: PAGE })
  client.setQueryData(removedQuery(batch).queryKey, { pages: [first], pageParams: [null] })
  return (
    <div className="frame">
      <main id="main" className="column removed">
        <BackLink view={START} />
        <HydrationBoundary state={dehydrate(client)}>
          <RemovedList batch={batch} timeZone={await readTimeZone()} />
        </HydrationBoundary>
      </main>
    </div>
  )
}
