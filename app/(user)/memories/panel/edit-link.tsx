// Leads to the form; E does the same.
'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { useCommands } from '@/components/ui/use-commands'
import { memoryHref, type View } from '../search'

export function EditLink({ id, view }: { id: string; view: View }) {
  const { t } = useText()
  const router = useRouter()
  const href = memoryHref(id, view, '/edit')
  useCommands([{ name: t('Edit this memory'), key: 'e', run: () => router.push(href) }])
  return (
    <Link className={buttonClass('main')} href={href} prefetch={false} aria-keyshortcuts="E">
      {t('Edit')}
    </Link>
  )
}
