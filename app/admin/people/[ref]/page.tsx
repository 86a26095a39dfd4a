import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ShownText } from '@/components/ui/shown-text'
import { requireAuditor } from '@/lib/auth/viewer'
import { labelOfRef } from '@/lib/shared/person-ref'
import { visible } from '@/lib/shared/value-words'
import { memoryStore } from '@/lib/store/configured'
import { personFigures } from '@/lib/store/person'
import { readText } from '../../../text-on-server'
import { isPart, type Part, Parts } from './parts'

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ part?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('One person · People') }
}

/** "I see about one person how much is remembered, by whom, and whether it can be found; never what it says." */
export default async function PersonPage({ params, searchParams }: Props) {
  const staff = await requireAuditor()
  const { ref } = await params
  const label = labelOfRef(ref)
  if (label === null) notFound()
  const { t, number } = await readText()
  const given = (await searchParams).part
  const part: Part = isPart(given) ? given : 'months'
  const { memories, notSearchable } = await personFigures(staff, await memoryStore(), label)
  return (
    <main id="main" className="frame">
      <div className="column all">
        <Link className="back" href="/admin/people" prefetch={false}>
          ‹ {t('People')}
        </Link>
        <header>
          <h1>
            <bdi>
              <ShownText text={visible(label)} />
            </bdi>
          </h1>
        </header>
        <dl className="figures">
          <div>
            <dt>{t('Memories')}</dt>
            <dd>{number(memories)}</dd>
          </div>
          <div>
            <dt>{t('Not searchable')}</dt>
            <dd>{number(notSearchable)}</dd>
          </div>
        </dl>
        <Parts label={label} current={part} />
      </div>
    </main>
  )
}
