import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { shownTo } from '@/lib/auth/on-behalf'
import { requireAdmin } from '@/lib/auth/viewer'
import { labelOfRef } from '@/lib/shared/person-ref'
import { editProblem } from '@/lib/shared/value-rules'
import { visible } from '@/lib/shared/value-words'
import { readOnBehalf } from '@/lib/store/on-behalf/revealed'
import { readText } from '../../../../../../text-on-server'
import { readTimeZone } from '../../../../../../time-zone'
import { nameAt } from '../../../memories-part'
import { WhileShown } from '../../../while-shown'
import { memoryOnBehalfHref } from '../../ways'
import { HiddenMemory } from '../hidden-memory'
import { EditOnBehalf } from './edit-on-behalf'

type Props = { params: Promise<{ ref: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · People', { title: t('One memory') }) }
}

export default async function EditOnBehalfPage({ params }: Props) {
  const admin = await requireAdmin()
  const { ref, id } = await params
  const label = labelOfRef(ref) ?? notFound()
  const shown = await shownTo(admin, label)
  const who = await nameAt(admin, label)
  if (shown === null) return <HiddenMemory personRef={ref} who={who.name} isOnes={who.userId !== null} />
  const { scope, reveal } = shown
  const memory = (await readOnBehalf(scope, id)) ?? notFound()
  const problem = editProblem(memory.json)
  const { t } = await readText()
  return (
    <WhileShown id={reveal.id} personRef={ref} who={who.name} secondsLeft={reveal.secondsLeft} isFramed>
      {problem === null ? (
        <EditOnBehalf
          memory={memory}
          personRef={ref}
          by={admin.actor}
          reason={reveal.reason}
          timeZone={await readTimeZone()}
        />
      ) : (
        <main id="main" className="frame column">
          <EmptyState
            title={t('{key} cannot be edited here', { key: visible(memory.key) })}
            level={1}
            actions={
              <Link className={buttonClass()} href={memoryOnBehalfHref(ref, memory.mark)} prefetch={false}>
                {t('Back to the memory')}
              </Link>
            }
          >
            {visible(
              t(
                'An agent has stored what this page cannot write back. {why} You can still read it whole, and delete it.',
                { why: problem },
              ),
            )}
          </EmptyState>
        </main>
      )}
    </WhileShown>
  )
}
