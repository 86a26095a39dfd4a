import { currentReadiness } from '@/lib/health/readiness'
import { BEHIND } from '@/lib/ledger/ledger'
import { inEnglish } from '@/lib/shared/text'

/** Ready: the database and the agent's tables answer. 503 while they do not, or while erasures of before a restored backup are not done again. Wakes a database that sleeps when nobody asks. */
export async function GET(): Promise<Response> {
  const status = await currentReadiness()
  const why = status === 'erasures-not-replayed' ? { why: inEnglish(BEHIND) } : {}
  return Response.json({ status, ...why }, { status: status === 'ok' ? 200 : 503 })
}
