// Leads from a memory to what is similar to it.
'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useText } from '#text'
import { useCommands } from '@/components/ui/use-commands'
import { listHref, START } from '../search'

export function SimilarLink({ id }: { id: string }) {
  const { t } = useText()
  const router = useRouter()
  const href = listHref({ ...START, like: id })
  useCommands([{ name: t('Find similar memories'), run: () => router.push(href) }])
  return (
    <Link className="note" href={href} prefetch={false}>
      {t('Find similar')}
    </Link>
  )
}
