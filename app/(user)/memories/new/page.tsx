import type { Metadata } from 'next'
import { requireViewer } from '@/lib/auth/viewer'
import { NewForm } from './new-form'

export const metadata: Metadata = { title: 'A new memory' }

export default async function NewPage() {
  await requireViewer()
  return <NewForm />
}
