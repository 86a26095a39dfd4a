// The public keys of this installation: the one that signs now, and those that signed before.

import { signerOf } from '@/lib/audit/checkpoints'
import { database } from '@/lib/lakebase/database'
import { configuredReceiptKey } from '@/lib/store/configured'
import { asExpected } from '@/lib/store/outage'
import { usedKeys } from '@/lib/store/receipts/read'
import { namedKey } from './receipt'

export type PublicKey = {
  id: string
  public: string
  /** Postgres text; null: nothing is signed with it yet. */
  firstUsedAt: string | null
  isCurrent: boolean
}

/**
 * The newest first. Nothing of anybody is told: whoever asks need not be signed in.
 * @throws Expected `database-unavailable`, `misconfigured`
 */
export async function publicKeys(): Promise<PublicKey[]> {
  const current = namedKey(signerOf(configuredReceiptKey()).publicKey)
  const { pool } = await asExpected(database)
  const used = await usedKeys(pool)
  const known = used.map((key) => ({ ...key, isCurrent: key.public === current.public }))
  return known.some(({ isCurrent }) => isCurrent)
    ? known
    : [{ ...current, firstUsedAt: null, isCurrent: true }, ...known]
}
