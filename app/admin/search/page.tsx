import type { Metadata } from 'next'
import { requireAdmin } from '@/lib/auth/viewer'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { SearchPeople } from './search-people'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · People', { title: t('Search everybody') }) }
}

/** "I find whom a matter concerns, without reading anybody." */
export default async function SearchPage() {
  await requireAdmin()
  const { t } = await readText()
  return (
    <main id="main" className="frame">
      <div className="column all">
        <header>
          <h1>{t('Search everybody')}</h1>
          <p className="prose mt-1">
            {t(
              'Finds whose memories come close to a question, and shows none of their words. That you searched, and why, is recorded; everybody whose memories are among the answers reads it. The question is not recorded. Words are looked for in memories of up to 256 kB.',
            )}
          </p>
        </header>
        <SearchPeople timeZone={await readTimeZone()} />
      </div>
    </main>
  )
}
