// Which person an agent's token stands for. Decided anew with every request: who may not sign in any more has no agents here either.
import 'server-only'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { database } from '@/lib/lakebase/database'
import { findTokenBearer, type TokenAuthority, type TokenBearer } from '@/lib/store/access/agent-tokens'
import { derivedKey } from '@/lib/store/configured'
import { asExpected } from '@/lib/store/outage'
import { admission } from './admission'
import { currentIssuer } from './auth-options'
import { localPeople } from './local-people'
import { askedOrigin } from './public-address'

/**
 * Tokens count under the sign-in that they were made under: with another provider or claim an id may be somebody else's.
 * @throws Expected `refused` where agents cannot come in at all
 */
export function tokenAuthority(): TokenAuthority {
  if (!environment().mcp) throw new Expected('refused', 'Whoever runs this dashboard does not let agents in over MCP.')
  return { key: derivedKey('agent tokens'), issuer: currentIssuer(), idClaim: environment().userIdClaim }
}

/**
 * Whose token stands in `Authorization: Bearer`, or null. A cookie or a forwarded identity is not looked at.
 * @throws Expected `database-unavailable`: an outage is not "nobody"
 */
export async function tokenBearer(headers: Headers): Promise<TokenBearer | null> {
  const presented = /^Bearer +([^ ]+) *$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (presented === undefined) return null
  const { pool } = await asExpected(database)
  const bearer = await findTokenBearer(pool, tokenAuthority(), presented)
  return bearer !== null && (await isAdmissible(bearer.userId)) ? bearer : null
}

/** Whether the person could sign in now, to a namespace that is theirs alone. */
async function isAdmissible(userId: string): Promise<boolean> {
  if (environment().authMode === 'local' && !localPeople().some(({ id }) => id === userId)) return false
  return (await admission(userId)).state === 'own'
}

/** Where agents come in, as the reader's browser knows this server; null where they cannot. */
export function mcpAddress(headers: Headers): string | null {
  const asked = environment().mcp ? askedOrigin(headers, environment()) : null
  return asked === null ? null : `${asked}/api/mcp`
}
