import type { ReactNode } from 'react'
import { PageHead } from '../page-head'

export default function PrivacyLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHead current="privacy" />
      {children}
    </>
  )
}
