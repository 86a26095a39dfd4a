import type { Metadata } from 'next'
import { requireViewer } from '@/lib/auth/viewer'
import { readText } from '../../../text-on-server'
import { NewForm } from './new-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('A new memory') }
}

export default async function NewPage() {
  await requireViewer()
  return <NewForm />
}
