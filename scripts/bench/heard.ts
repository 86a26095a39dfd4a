// Which statements a call sends, and how long the database takes to answer each: heard at the driver, so that what is timed is what is sent.
import { performance } from 'node:perf_hooks'
import pg from 'pg'

export type Heard = { name?: string; text: string; values: unknown[]; ms: number }

/** Runs `work` and hears every statement that is sent meanwhile. */
export async function heard(work: () => Promise<unknown>): Promise<Heard[]> {
  const statements: Heard[] = []
  const { query } = pg.Client.prototype
  const listening = function (this: pg.Client, ...given: unknown[]) {
    const start = performance.now()
    const said = statementOf(given)
    const note = () => {
      if (said !== null) statements.push({ ...said, ms: performance.now() - start })
    }
    const last = given.at(-1)
    if (typeof last === 'function')
      given[given.length - 1] = (...answer: unknown[]) => {
        note()
        last(...answer)
      }
    const result: unknown = Reflect.apply(query, this, given)
    if (result instanceof Promise) result.then(note, note)
    return result
  }
  pg.Client.prototype.query = listening as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return statements
}

/** What `query` was given: a text with its values, or both in one, with the name under which the connection keeps them. */
function statementOf([first, second]: unknown[]): Omit<Heard, 'ms'> | null {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] }
  if (typeof first !== 'object' || first === null || !('text' in first) || typeof first.text !== 'string') return null
  const { name, text, values } = first as { name?: string; text: string; values?: unknown[] }
  return { ...(name === undefined ? {} : { name }), text, values: values ?? [] }
}

/** The one statement of `work` that holds `part`. */
export async function heardWith(part: string, work: () => Promise<unknown>): Promise<Heard> {
  const found = (await heard(work)).find(({ text }) => text.includes(part))
  if (found === undefined) throw new Error(`no statement with ${part}`)
  return found
}

type Plan = Record<string, unknown> & { Plans?: Plan[] }

/** What is read, and how, in one line: each scan of a table with its index, rows and loops, and the pages touched in all. */
export function planFacts(explained: unknown): string {
  const [{ Plan: top }] = explained as [{ Plan: Plan }]
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]
  const scans = nodes(top).flatMap((node) => {
    const on = node['Relation Name']
    const index = node['Index Name']
    if (on === undefined && index === undefined) return []
    const rows = Math.round(Number(node['Actual Rows']) * Number(node['Actual Loops']))
    const ordered = 'Order By' in node ? ' in order of distance' : ''
    return [`${node['Node Type']}${on ? ` on ${on}` : ''}${index ? ` by ${index}` : ''}${ordered}: ${rows} rows`]
  })
  const pages = Number(top['Shared Hit Blocks']) + Number(top['Shared Read Blocks'])
  return `${scans.join('; ')}; ${pages.toLocaleString('en')} pages of 8 kB`
}

/** {@link planFacts} of a statement that was heard. */
export async function explain(pool: pg.Pool, { text, values }: Pick<Heard, 'text' | 'values'>): Promise<string> {
  const { rows } = await pool.query(`explain (analyze, buffers, format json) ${text}`, values)
  const plan = rows[0]?.['QUERY PLAN']
  return planFacts(typeof plan === 'string' ? JSON.parse(plan) : plan)
}
