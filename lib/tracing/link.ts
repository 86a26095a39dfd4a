// The way from a memory to its traces in MLflow's own pages.

import type { Scope } from '@/lib/store/memory-store'
import type { MlflowServer } from './destination'
import { whoOf } from './traced'

/**
 * The list of traces with the tag of this memory, in MLflow's pages from 3.7 on. The address holds a fingerprint of this one
 * memory of this one person, and no text. Two notations, for the lists of the two generations of these pages.
 * @param id of the memory
 */
export function memoryTracesUrl(
  { experimentId, uiUrl }: Pick<MlflowServer, 'experimentId'> & { uiUrl: string },
  scope: Scope,
  id: string,
): string {
  const memory = whoOf(scope).memoryOf?.(id) ?? ''
  const query = new URLSearchParams({
    startTimeLabel: 'ALL',
    filter: ['TAG', '=', memory, 'memory'].join('::'),
    tag: `memory=${memory}`,
  })
  return `${uiUrl.replace(/\/+$/, '')}/#/experiments/${experimentId}/traces?${query}`
}
