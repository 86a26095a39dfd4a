// What is stored where memories of a file would go: one look at many, for the comparison and again before the writing.
import type { ImportedMemory } from '@/lib/transfer/read-line'
import { ROW_VERSION } from '../change/row-version'
import { prefixBelow } from '../memory-row'
import { pseudonym, type Scope } from '../memory-store'
import { asExpected } from '../outage'

/** A place that is looked at: an address of the file, or the new key beside it. */
export type Look = {
  memory: ImportedMemory
  /** Where it would be stored. */
  key: string
  operation?: string
}

export type Seen = {
  /** The value as Postgres will write it. */
  canonical: string
  /** `expires_at` as Postgres will write it, and whether that time has come. */
  expiresAt: string | null
  expired: boolean
  isThere: boolean
  isDone: boolean
  /** The rest is of the stored row; null where there is none. */
  version: string | null
  isSameValue: boolean
  isSameEnd: boolean
  /** It was changed after the version that the file holds; null when that does not say when it was. */
  isNewer: boolean | null
  storedJson: string | null
  storedExpiresAt: string | null
}

/** Why Postgres cannot store a value that seemed right; the rest of the file is not held up by it. */
export const UNSTORABLE = 'unstorable'

/**
 * Looks at all places in one statement.
 * @param limit values that are longer are not read, in bytes
 * @returns in the order of `looks`
 * @throws Expected `database-unavailable`
 */
export async function lookAt(
  scope: Scope,
  looks: readonly Look[],
  limit: number,
): Promise<(Seen | typeof UNSTORABLE)[]> {
  try {
    return await lookAtOnce(scope, looks, limit)
  } catch (error) {
    if (!isOfTheValue(error)) throw error
    if (looks.length <= 1) return looks.map(() => UNSTORABLE)
    const half = Math.ceil(looks.length / 2)
    return [...(await lookAt(scope, looks.slice(0, half), limit)), ...(await lookAt(scope, looks.slice(half), limit))]
  }
}

/** Postgres' error classes for values that it cannot read or hold. */
function isOfTheValue(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(22|54)/.test(String(error.code))
}

async function lookAtOnce(scope: Scope, looks: readonly Look[], limit: number): Promise<Seen[]> {
  const { pool, catalog } = scope.store
  const column = <T>(of: (look: Look, prefix: string) => T) =>
    looks.map((look) => of(look, prefixBelow(scope, look.memory.child)))
  const { rows } = await asExpected(() =>
    pool.query<Seen>(
      `select t.json::jsonb::text as canonical,
              t.expires::timestamptz::text as "expiresAt", coalesce(t.expires::timestamptz <= now(), false) as expired,
              s.key is not null as "isThere",
              exists (select from dashboard.audit a where a.op_id = t.operation::uuid and a.memory = t.pseudonym) as "isDone",
              ${ROW_VERSION} as version,
              coalesce(s.value::text = t.json::jsonb::text, false) as "isSameValue",
              ${
                catalog.hasTtl
                  ? `s.expires_at is not distinct from t.expires::timestamptz and s.ttl_minutes is not distinct from t.minutes as "isSameEnd",
                     s.expires_at::text as "storedExpiresAt",`
                  : `true as "isSameEnd", null as "storedExpiresAt",`
              }
              s.updated_at > t.updated::timestamptz as "isNewer",
              case when octet_length(s.value::text) <= $9 then s.value::text end as "storedJson"
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[])
              with ordinality as t (prefix, key, json, updated, expires, minutes, operation, pseudonym, place)
         left join ${catalog.store} s on s.prefix = t.prefix and s.key = t.key
        order by t.place`,
      [
        column((_, prefix) => prefix),
        column(({ key }) => key),
        column(({ memory }) => memory.json),
        column(({ memory }) => memory.updatedAt),
        column(({ memory }) => memory.expiresAt),
        column(({ memory }) => memory.ttlMinutes),
        column(({ operation }) => operation ?? null),
        column(({ key }, prefix) => pseudonym(scope.store, 'memory', prefix, key)),
        limit,
      ],
    ),
  )
  return rows
}
