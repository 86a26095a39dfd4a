// Which memories a request is about, exactly: a frozen selection, or everything; and the keyed hash that stands for them afterwards.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { ForgetWish } from '@/lib/shared/forget'
import { type MemoryStore, pseudonym } from '../memory-store'
import { UUID } from '../selected'
import { WHO, type Who, whoValues } from './tables'

export type ForgetSet = { count: number; itemsHash: string | null; scopeHash: string }

/**
 * Reads the set that a wish names.
 * @throws Expected `not-found` for a selection that has expired, never was, or is another person's; or where nothing is there
 */
export async function readSet(
  client: pg.Pool | pg.PoolClient,
  store: MemoryStore,
  who: Who,
  wish: ForgetWish,
): Promise<ForgetSet> {
  const hash = (...parts: string[]) => pseudonym(store, 'forget', who.subject, ...parts)
  if (wish.scope === 'everything') {
    const { rows } = await client.query<{ count: number }>(
      `with ${WHO} select count(*)::int as count from ${store.catalog.store} t, who
        where t.prefix = who.root or (t.prefix ~>=~ (who.root || '.') and t.prefix ~<~ (who.root || '/'))
          and (who.label, who.subject, who.user_id) is not null`,
      whoValues(who),
    )
    return { count: rows[0]?.count ?? 0, itemsHash: null, scopeHash: hash('everything') }
  }
  if (!UUID.test(wish.selection)) throw noSuchSelection()
  const { rows } = await client.query<{ count: number; digest: string | null }>(
    `select count(i.*)::int as count,
            encode(sha256(convert_to(string_agg(octet_length(i.prefix) || ':' || i.prefix || octet_length(i.key) || ':' || i.key || i.version, ','
              order by i.prefix collate "C", i.key collate "C"), 'UTF8')), 'hex') as digest
       from dashboard.selection s left join dashboard.selection_item i on i.selection_id = s.id
      where s.id = $1::uuid and s.subject = $2 and s.expires_at > now()`,
    [wish.selection, who.subject],
  )
  const { count = 0, digest } = rows[0] ?? {}
  if (count === 0 || digest === null || digest === undefined) throw noSuchSelection()
  const itemsHash = hash(digest)
  return { count, itemsHash, scopeHash: itemsHash }
}

/** Copies the frozen selection: it expires in an hour, the request may wait for weeks. */
export async function keepSet(client: pg.PoolClient, id: string, wish: ForgetWish): Promise<void> {
  if (wish.scope === 'everything') return
  await client.query(
    `insert into dashboard.forget_item (request_id, position, prefix, key, version)
     select $1, position, prefix, key, version from dashboard.selection_item where selection_id = $2::uuid`,
    [id, wish.selection],
  )
}

function noSuchSelection(): Expected {
  return new Expected('not-found', 'This selection is not there any more. Select the memories again.')
}
