import type { Metadata } from 'next'
import { requireViewer } from '@/lib/auth/viewer'
import { listMemories } from '@/lib/store/list/browse'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { PeriodForm } from './period-form'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Forget a period') }
}

/** "Nothing of that summer." */
export default async function PeriodPage() {
  const viewer = await requireViewer()
  const { months } = await listMemories(viewer, { limit: 1, timeZone: await readTimeZone() })
  return (
    <main id="main" className="frame forget-describe">
      <PeriodForm months={months} />
    </main>
  )
}
