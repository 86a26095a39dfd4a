import type { Metadata } from 'next'
import { requireViewer } from '@/lib/auth/viewer'
import { readText } from '../../../../text-on-server'
import { DescribeForm } from './describe-form'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Forget a topic') }
}

/** "I say in my own words what should not be kept about me any more." */
export default async function DescribePage() {
  await requireViewer()
  return (
    <main id="main" className="frame forget-describe">
      <DescribeForm />
    </main>
  )
}
