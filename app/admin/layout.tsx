import type { ReactNode } from 'react'
import { requireAuditor } from '@/lib/auth/viewer'

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireAuditor()
  return (
    <>
      <meta name="viewer" content={actor} />
      {children}
    </>
  )
}
