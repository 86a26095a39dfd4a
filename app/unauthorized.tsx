import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state'
import { currentVisitor } from '@/lib/auth/visitor'
import { readText } from './text-on-server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('Who is asking?') }
}

/** The 401 where somebody else signs people in: there is nothing to press here, only what to do there. */
export default async function Unauthorized() {
  const { t, say } = await readText()
  const visitor = await currentVisitor()
  const why = visitor.session === null ? visitor.why : undefined
  return (
    <main id="main" className="frame column">
      <EmptyState title={t('We do not know who you are')} level={1}>
        {why === undefined ? t('You have been signed out.') : say(why)}
      </EmptyState>
    </main>
  )
}
