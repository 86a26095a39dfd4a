// Whether memories lie outside of the namespaces that the settings name.
import type pg from 'pg'
import type { Catalog } from '../catalog'

/** Two probes of the index: below and above everything that begins with `root` and a dot ("/" is the byte after it). */
export async function hasOtherNamespaces(pool: pg.Pool, { store }: Catalog, root: string): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(
    `select exists (select from ${store} s where prefix ~<~ ($1 || '.'))
         or exists (select from ${store} s where prefix ~>=~ ($1 || '/')) as has`,
    [root],
  )
  return rows[0]?.has ?? false
}
