import type { ReactNode } from 'react'
import { PageHead } from '../page-head'

export default function MemoriesLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHead current="memories" />
      {children}
    </>
  )
}
