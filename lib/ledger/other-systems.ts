// Other systems that may hold something of a person: those that the operator names, and those that this dashboard itself sends texts to.
import { type Environment, environment } from '@/lib/env'
import type { OtherSystem } from '@/lib/shared/other-systems'

/** For previews and receipts, in the order of the setting; what the operator says of one counts. */
export function otherSystems(
  { erasure, tracing, embedding }: Pick<Environment, 'erasure' | 'tracing' | 'embedding'> = environment(),
): OtherSystem[] {
  const { baseUrl, databricksEndpoint } = embedding
  const encoder = databricksEndpoint ?? (baseUrl === undefined ? undefined : hostOf(baseUrl))
  const own = [tracing === null ? undefined : 'MLflow', encoder]
  const named = new Set(erasure.otherSystems.map(({ name }) => name))
  const added = own.flatMap((name) =>
    name === undefined || named.has(name) ? [] : [{ name, cover: 'not-covered' as const }],
  )
  return [...erasure.otherSystems, ...added]
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
