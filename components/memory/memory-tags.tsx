// What is out of the ordinary about a memory, in words: nothing is said about the normal.
import { later } from '@/components/ui/later'
import type { TagListProps } from './tag-list'

const TagList = later(() => import('./tag-list').then((file) => file.TagList))

export function MemoryTags({ memory, size }: TagListProps) {
  const isOrdinary = memory.searchable && !memory.expired && (memory.warnings ?? []).length === 0
  return isOrdinary ? null : <TagList memory={memory} size={size} />
}
