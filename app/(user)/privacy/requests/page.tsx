import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { requireViewer } from '@/lib/auth/viewer'
import { listOwnForgets } from '@/lib/store/forgetting/own'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { Crumbs } from '../forget/crumbs'
import { RequestTable } from './request-table'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Requests and receipts') }
}

/** "What became of all that I asked to have forgotten." */
export default async function RequestsPage() {
  const viewer = await requireViewer()
  const { t } = await readText()
  const requests = await listOwnForgets(viewer)
  return (
    <main id="main" className="frame">
      <div className="column">
        <Crumbs />
        <header className="mt-5">
          <h1>{t('Requests and receipts')}</h1>
        </header>
        {requests.length === 0 ? (
          <EmptyState title={t('You have not asked for anything to be forgotten')}>
            {t('When you do, you see here how far it is, and the receipt.')}
          </EmptyState>
        ) : (
          <RequestTable requests={requests} timeZone={await readTimeZone()} />
        )}
      </div>
    </main>
  )
}
