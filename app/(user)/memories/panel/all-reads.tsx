// The way to every time that a memory was handed to an agent, below the last of them.
import Link from 'next/link'
import { useText } from '#text'
import type { MemoryReads } from '@/lib/shared/looks'
import { memoryHref, type View } from '../search'

export function AllReads({ reads, total, id, view }: MemoryReads & { id: string; view: View }) {
  const { t } = useText()
  return total > reads.length ? (
    <p className="note">
      <Link href={memoryHref(id, view, '/reads')} prefetch={false}>
        {t('All {count}##reads', { count: total })}
      </Link>
    </p>
  ) : null
}
