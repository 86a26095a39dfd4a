import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { readText } from './text-on-server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('Not found') }
}

/** The same for what is not there and for what is somebody else's. */
export default async function NotFound() {
  const { t } = await readText()
  return (
    <main id="main" className="frame column">
      <EmptyState
        title={t('There is no such memory')}
        level={1}
        actions={
          <Link className={buttonClass()} href="/memories" prefetch={false}>
            {t('Back to your memories')}
          </Link>
        }
      >
        {t('It may have been deleted or forgotten, or it never existed.')}
      </EmptyState>
    </main>
  )
}
