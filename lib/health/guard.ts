// Does the guard keep agents from writing what was forgotten? Optional, unless somebody counts on it.
import { type Sentence, sentence } from '@/lib/shared/text'
import { type Catalog, quoteName } from '@/lib/store/catalog'
import { allowOwnerSql, type GuardMode, guardSql } from '@/lib/store/forgetting/guard-sql'
import { GUARD_FAILURES, type GuardState } from '@/lib/store/forgetting/guard-state'
import { type About, type Finding, fine, unknown, wrong } from './finding'

export const GUARD: About = { check: 'guard', name: sentence('The guard of what was forgotten') }

const HOLDS: Record<GuardMode, Sentence> = {
  skip: sentence('The guard stands: what agents write for somebody who is forgotten is left out without a word.'),
  raise: sentence('The guard stands: what agents write for somebody who is forgotten is answered with an error.'),
}

/** @param state null while our own schema has no guard yet */
export function examineGuard(state: GuardState | null, catalog: Catalog, namespaceRoot: string): Finding {
  if (state === null) return unknown(GUARD, sentence('Not examined: the first start brings what the guard needs.'))
  if (state.state === 'missing' && state.closed === 0)
    return {
      ...fine(
        GUARD,
        sentence('The guard is not installed: an agent that goes on running may write again what was forgotten.'),
      ),
      cure: sentence(
        'It is optional. npm run guard -- print prints the statements for the owner of the agent’s tables.',
      ),
    }
  if (state.state !== 'missing' && state.state !== 'disabled')
    return state.failed === null
      ? fine(GUARD, HOLDS[state.state])
      : wrong(
          GUARD,
          sentence('The guard stands, but does not hold: {why}', { why: GUARD_FAILURES[state.failed] }),
          sentence('Run npm run guard -- test. Something else in the agent’s tables stands in its way.'),
        )
  const said =
    state.state === 'disabled'
      ? sentence('The guard is incomplete or switched off.')
      : sentence('People wish to be forgotten, and the guard is not installed: agents may go on writing about them.')
  const sql = [
    ...(state.isOwnerAllowed ? [] : [allowOwnerSql(quoteName(state.owner))]),
    guardSql(catalog, 'skip', namespaceRoot),
  ].join('\n')
  return wrong(GUARD, said, sentence('Let the owner of the agent’s tables run, or a superuser:'), sql)
}
