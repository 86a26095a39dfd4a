import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '@/lib/auth/viewer'
import { visible } from '@/lib/shared/value-words'
import { getMemory } from '@/lib/store/read'
import { readTimeZone } from '../../../../time-zone'
import { readView } from '../../search'
import { EditForm } from './edit-form'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ q?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const memory = await getMemory(await requireViewer(), (await params).id)
  return {
    title: memory === null ? 'There is no such memory' : `Editing ${visible(memory.key).slice(0, 80)} · Memories`,
  }
}

export default async function EditPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const memory = (await getMemory(viewer, (await params).id)) ?? notFound()
  const { q } = await searchParams
  const view = readView(new URLSearchParams(typeof q === 'string' ? { q } : {}))
  return <EditForm memory={memory} view={view} timeZone={await readTimeZone()} />
}
