import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { requireReader } from '@/lib/auth/viewer'
import { editProblem } from '@/lib/shared/value-rules'
import { visible } from '@/lib/shared/value-words'
import { getMemory } from '@/lib/store/read'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { type Search, viewOf } from '../../params'
import { memoryHref } from '../../search'
import { memoryTitle } from '../memory-title'
import { EditForm } from './edit-form'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return memoryTitle((await params).id, ({ t }, key) => t('Editing {key}', { key }))
}

export default async function EditPage({ params, searchParams }: Props) {
  const viewer = await requireReader()
  const memory = (await getMemory(viewer, (await params).id)) ?? notFound()
  const view = viewOf(await searchParams)
  const problem = editProblem(memory.json)
  if (problem === null) return <EditForm memory={memory} view={view} timeZone={await readTimeZone()} />
  const { t } = await readText()
  // an edit must not begin with less than what is stored
  return (
    <main id="main" className="frame column">
      <EmptyState
        title={t('{key} cannot be edited here', { key: visible(memory.key) })}
        level={1}
        actions={
          <Link className={buttonClass()} href={memoryHref(memory.id, view)} prefetch={false}>
            {t('Back to the memory')}
          </Link>
        }
      >
        {visible(
          t('An agent has stored what this page cannot write back. {why} You can still read it whole, and delete it.', {
            why: problem,
          }),
        )}
      </EmptyState>
    </main>
  )
}
