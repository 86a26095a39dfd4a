// Are the agent's tables where the settings say, and are they the agent's?
import { Expected } from '@/lib/errors'
import { sentence } from '@/lib/shared/text'
import type { Catalog } from '@/lib/store/catalog'
import { findTables } from '@/lib/store/memory-store'
import { type About, type Finding, fine, wrong } from './finding'

export const TABLES: About = { check: 'tables', name: sentence('The agent’s tables') }

type Pool = Parameters<typeof findTables>[0]

/** @param schema of the agent's tables, as set */
export async function examineTables(
  pool: Pool,
  schema: string,
): Promise<{ findings: Finding[]; catalog: Catalog | null }> {
  try {
    const catalog = await findTables(pool, schema)
    return {
      findings: [fine(TABLES, sentence('store and store_vectors are in the schema {schema}.', { schema }))],
      catalog,
    }
  } catch (error) {
    // its sentence says what to do, too
    if (!(error instanceof Expected)) throw error
    return { findings: [wrong(TABLES, error, undefined, error.sql)], catalog: null }
  }
}
