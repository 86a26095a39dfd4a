// Are there connections enough for the pool?
import { sentence } from '@/lib/shared/text'
import type { ConnectionFacts } from '@/lib/store/health/server'
import { type About, type Finding, fine, wrong } from './finding'

const ABOUT: About = { check: 'connections', name: sentence('Connections') }

/** @param poolSize connections that one instance of the dashboard opens at most */
export function examineConnections({ limit, used, ours }: ConnectionFacts, poolSize: number): Finding {
  const left = Math.max(0, limit - used)
  const values = { left, limit, poolSize }
  // what dashboards hold already may be this very pool
  return left + ours >= poolSize
    ? fine(
        ABOUT,
        sentence(
          '{left} of {limit} connections are free; one instance of the dashboard opens up to {poolSize}.',
          values,
        ),
      )
    : wrong(
        ABOUT,
        sentence(
          'Only {left} of {limit} connections are free, and one instance of the dashboard opens up to {poolSize}.',
          values,
        ),
        sentence('Set DATABASE_POOL_SIZE lower, or let the database accept more connections.'),
      )
}
