import { currentReadiness } from '@/lib/health/readiness'

/** Ready: the database and the agent's tables answer. 503 while they do not. Wakes a database that sleeps when nobody asks. */
export async function GET(): Promise<Response> {
  const status = await currentReadiness()
  return Response.json({ status }, { status: status === 'ok' ? 200 : 503 })
}
