// MEMORY_ID_PATTERN against the namespaces that there are: proposed where it is missing, and what it locks out counted where it is set.
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { database } from '@/lib/lakebase/database'
import { countLockedOut, type Lockout, proposeIdPattern } from '@/lib/langgraph/id-pattern'
import { readCatalog } from '@/lib/store/catalog'
import { personLabels } from '@/lib/store/namespaces'
import { asExpected } from '@/lib/store/outage'

/**
 * Refuses to start without a pattern where people really sign in; in the demonstration its directory stands for one.
 * @throws Expected `misconfigured` with a pattern to set, and how many would be locked out by it
 */
export async function requireIdPattern(): Promise<void> {
  const { authMode, idPattern } = environment()
  if (authMode !== 'local' && idPattern === undefined)
    // as a value: a pattern holds braces and bars, which mean something in a sentence
    throw new Expected('misconfigured', `Cannot start: ${NEEDED}\n{proposal}`, {
      values: { proposal: await proposal() },
    })
}

const NEEDED =
  'MEMORY_ID_PATTERN is not set. It says what every id that can sign in looks like; without it most namespaces could be two people’s, and would be shown to neither.'

/**
 * How many namespaces nobody can see with the pattern that is set. Null where none is, or where the agent has no tables.
 * @throws Expected `database-unavailable`, `store-not-ready`
 */
export async function lockedOut(): Promise<Lockout | null> {
  const { idPattern, namespaceStyle } = environment()
  const labels = idPattern === undefined ? null : await labelsFound()
  return labels === null ? null : countLockedOut(labels, namespaceStyle, (id) => idPattern?.test(id) ?? false)
}

/** What to set, from the ids found; or why nothing can be proposed. Names domains and kinds of ids, nobody's id. */
async function proposal(): Promise<string> {
  const { namespaceStyle, namespaceRoot, adminEmails } = environment()
  let labels: string[] | null
  try {
    labels = await labelsFound()
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    return `A pattern could not be proposed: ${error.forOperators}`
  }
  const proposed = proposeIdPattern(labels ?? [], namespaceStyle, [...adminEmails])
  if (labels === null || proposed === null)
    return `A pattern could not be proposed: there are no namespaces below ${namespaceRoot} yet, or of no kind that is known. For addresses it could be MEMORY_ID_PATTERN='[a-z0-9_]+(?:\\.[a-z0-9_]+)*@example\\.com'.`
  const pattern = new RegExp(`^(?:${proposed.pattern})$`, 'u')
  const { all, unmatched, ambiguous } = countLockedOut(labels, namespaceStyle, (id) => pattern.test(id))
  return [
    `From the ${all} namespaces found: MEMORY_ID_PATTERN='${proposed.pattern}'`,
    `With it ${unmatched + ambiguous} of ${all} would be locked out: ${unmatched} that no such id leads to, ${ambiguous} that more than one does.`,
    ...(proposed.takenForDots > 0
      ? [
          `${proposed.takenForDots} have a dot or a dash in the name, which look the same there; the pattern takes each for a dot, so that whoever writes theirs with a dash cannot sign in.`,
        ]
      : []),
    ...(proposed.isDomainGuessed ? ['The spelling of a domain is guessed, too: look at its dots.'] : []),
    'Whoever can sign in and matches it owns what lies under their id: check it before you set it.',
  ].join('\n')
}

async function labelsFound(): Promise<string[] | null> {
  const { memorySchema, namespaceRoot } = environment()
  return asExpected(async () => {
    const { pool } = await database()
    const catalog = await readCatalog(pool, memorySchema)
    return catalog === null ? null : personLabels(pool, catalog, namespaceRoot)
  })
}
