// What is recorded about namespaces: bindings in force, who has signed in, and alarms.
import type pg from 'pg'
import { type Contest, type NamespaceFacts, NO_FACTS } from '@/lib/identities/decide'
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { asExpected } from '../outage'

type Row = {
  label: string
  issuer: string | null
  boundTo: string | null
  weighedAt: string | null
  alarm: Contest | null
  claimants: string[] | null
  firstAt: string[] | null
  wereAdmitted: boolean[] | null
}

/** In SQL: the label that the agent makes of the id `userId` (an expression). As in the indexes of migration 019. */
export function labelIn(style: NamespaceStyle, userId: string): string {
  const dashed = `replace(${userId}, '.', '-')`
  return style === 'at' ? `replace(${dashed}, '@', '-at-')` : dashed
}

/** In SQL: an instant as a number that compares exactly, as text: a Date would cut it off, and arrays of instants arrive unread. */
const microseconds = (instant: string) => `(extract(epoch from ${instant}) * 1000000)::bigint::text`

/** More claimants than this change no decision. */
const MOST_CLAIMANTS = 20

/**
 * @returns by label, of each that was asked for
 * @throws Expected `database-unavailable`
 */
export async function factsOf(
  database: pg.Pool | pg.PoolClient,
  labels: readonly string[],
  style: NamespaceStyle,
): Promise<Map<string, NamespaceFacts>> {
  const { rows } = await asExpected(() =>
    database.query<Row>(
      `select l.label, b.issuer, b.user_id as "boundTo", ${microseconds('b.proposed_at')} as "weighedAt", a.kind as alarm,
              c.ids as claimants, c.first as "firstAt", c.admitted as "wereAdmitted"
         from unnest($1::text[]) l (label)
         left join dashboard.namespace_binding b on b.label = l.label and b.ended_at is null
         left join dashboard.identity_alarm a on a.label = l.label and a.ended_at is null
         left join lateral (
           select array_agg(user_id order by first_at, user_id) as ids, array_agg(${microseconds('first_at')} order by first_at, user_id) as first,
                  array_agg(admitted_at is not null order by first_at, user_id) as admitted
             from (select * from dashboard.claimant c where ${labelIn(style, 'c.user_id')} = l.label
                    order by first_at, user_id limit ${MOST_CLAIMANTS}) c) c on true`,
      [labels],
    ),
  )
  return new Map(rows.map((row) => [row.label, toFacts(row)]))
}

/** As {@link factsOf}, of one. */
export async function factsOfOne(
  database: pg.Pool | pg.PoolClient,
  label: string,
  style: NamespaceStyle,
): Promise<NamespaceFacts> {
  return (await factsOf(database, [label], style)).get(label) ?? NO_FACTS
}

function toFacts({ issuer, boundTo, weighedAt, alarm, claimants, firstAt, wereAdmitted }: Row): NamespaceFacts {
  const isBound = issuer !== null && boundTo !== null && weighedAt !== null
  return {
    binding: isBound ? { issuer, userId: boundTo, at: Number(weighedAt) } : null,
    claimants: (claimants ?? []).map((userId, at) => ({
      userId,
      firstAt: Number(firstAt?.[at] ?? 0),
      wasAdmitted: wereAdmitted?.[at] ?? false,
    })),
    alarm,
  }
}
