// What the page of near pairs shows: address ⇄ view ⇄ request ⇄ query.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Route } from 'next'
import { PAIR_KINDS, type PairKind, type PairPage } from '@/lib/shared/pairs'
import { read } from '../read'

export type PairsView = { kind: PairKind; skip: number }

/** How often the page looks while pairs are looked for, and while they are looked for anew. */
const LOOKING_MS = 700
const RENEWING_MS = 1_500

/** Reads an address; what it cannot mean is left out. */
export function readPairsView(params: URLSearchParams): PairsView {
  const skip = Number(params.get('skip') ?? '0')
  return {
    kind: PAIR_KINDS.find((kind) => kind === params.get('kind')) ?? 'all',
    skip: Number.isSafeInteger(skip) && skip > 0 && skip <= 1_000_000 ? skip : 0,
  }
}

function pairsSearch({ kind, skip }: PairsView): string {
  const params = new URLSearchParams([
    ...(kind === 'all' ? [] : [['kind', kind]]),
    ...(skip === 0 ? [] : [['skip', String(skip)]]),
  ])
  return params.size === 0 ? '' : `?${params}`
}

export function pairsHref(view: Partial<PairsView> = {}): Route {
  return `/memories/duplicates${pairsSearch({ kind: 'all', skip: 0, ...view })}` as Route
}

/** Known as one of the lists of memories: read anew with them. */
export function pairsQuery(view: PairsView) {
  const search = pairsSearch(view)
  return queryOptions({
    queryKey: ['memories', 'pairs', search],
    queryFn: ({ signal }) => read<PairPage>(`/api/memories/duplicates${search}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      if (data?.state === 'looking') return LOOKING_MS
      return data?.isRenewing ? RENEWING_MS : false
    },
  })
}
