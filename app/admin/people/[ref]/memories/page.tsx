import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ShownText } from '@/components/ui/shown-text'
import { requireAuditor } from '@/lib/auth/viewer'
import { labelOfRef } from '@/lib/shared/person-ref'
import { visible } from '@/lib/shared/value-words'
import { readText } from '../../../../text-on-server'
import { MemoriesPart, nameAt } from '../memories-part'
import { Parts } from '../parts'

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ before?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · People', { title: t('Memories') }) }
}

/** "I saw only what I had to see, and said why." */
export default async function PersonMemoriesPage({ params, searchParams }: Props) {
  const staff = await requireAuditor()
  const { ref } = await params
  const label = labelOfRef(ref) ?? notFound()
  const { t } = await readText()
  const who = await nameAt(staff, label)
  return (
    <main id="main" className="frame">
      <div className="column all">
        <Link className="back" href="/admin/people" prefetch={false}>
          ‹ {t('People')}
        </Link>
        <header className="person-head">
          <h1>
            <bdi>
              <ShownText text={visible(who.name)} />
            </bdi>
          </h1>
        </header>
        <Parts label={label} current="memories" subject={who.subject} />
        <MemoriesPart staff={staff} label={label} who={who} before={(await searchParams).before} />
      </div>
    </main>
  )
}
