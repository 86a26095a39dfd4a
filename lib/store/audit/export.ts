// Entries of the audit for a file: those of one moment, oldest first, page by page.
import type { AuditFilter } from '@/lib/shared/audit-filter'
import { AUDIT_EXPORT } from '@/lib/tracing/operations'
import { tracedPiecesForStaff } from '@/lib/tracing/traced'
import type { Auditor } from '../memory-store'
import { type Entry, listEntries } from './entries'
import { leftBy, totalOf } from './facets'
import { atOneMoment, narrowedBy, periodOf, type Question, readBoth } from './log'
import { aboutOf } from './reads'
import { recordStaff } from './record'

const PAGE = 1_000

/** Where the chain stood, and how many entries of it are wanted. */
export type ExportHead = { entries: number; seq: string; hash: string }

/** First the head, then the entries. */
export type ExportPiece = { head: ExportHead } | { entry: Entry }

/**
 * The entries that a filter leaves. That they were exported is recorded first.
 * @returns how many there were; less than the head says never
 * @throws Expected `database-unavailable`
 */
export const exportAudit = tracedPiecesForStaff(AUDIT_EXPORT, pieces)

async function* pieces(
  auditor: Auditor,
  { filter, timeZone, rules, format }: Question & { filter: AuditFilter; format: string },
): AsyncGenerator<ExportPiece, number> {
  const start = await atOneMoment(auditor.pool, async (client) => {
    const period = periodOf(filter, timeZone)
    const narrowed = await narrowedBy(client, auditor, filter, rules)
    const { kinds: all } = await readBoth(client, period, narrowed)
    const kinds = leftBy(all, filter)
    const { rows } = await client.query<{ seq: string; hash: string }>(
      `select c.seq::text, encode(c.hash, 'hex') as hash from dashboard.audit_chain c order by c.seq desc limit 1`,
    )
    const { seq = '0', hash = '' } = rows[0] ?? {}
    return { wanted: { period, narrowed, kinds, isEveryKind: kinds.length === all.length }, seq, hash }
  })
  // after the moment that the file is of, so that it holds as many as its link said
  await recordStaff(auditor, { action: 'audit.export', ...aboutOf(filter, { format }) })
  yield { head: { entries: totalOf(start.wanted.kinds), seq: start.seq, hash: start.hash } }
  let sent = 0
  for (let above = '0'; ; ) {
    const place = { above }
    const page = await atOneMoment(auditor.pool, (client) =>
      listEntries(client, { ...start.wanted, place, limit: PAGE }),
    )
    // what was committed since then has a later place
    for (const entry of page.reverse())
      if (BigInt(entry.seq) <= BigInt(start.seq)) {
        sent++
        yield { entry }
      }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return sent
    above = last.id
  }
}
