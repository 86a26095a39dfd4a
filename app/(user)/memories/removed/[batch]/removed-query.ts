import { infiniteQueryOptions } from '@tanstack/react-query'
import type { RemovedBatch } from '@/lib/shared/memory'
import { read } from '../../read'

export const PAGE = 50

/** What was removed together, page by page. */
export function removedQuery(batch: string) {
  return infiniteQueryOptions({
    queryKey: ['removed', batch],
    queryFn: ({ pageParam, signal }) =>
      read<RemovedBatch>(`/api/removed/${batch}${pageParam === null ? '' : `?after=${pageParam}`}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.more ? (last.memories.at(-1)?.id ?? null) : null),
  })
}
