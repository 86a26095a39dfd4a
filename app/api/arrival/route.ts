import { answer } from '@/lib/answer'
import { arrivalOf } from '@/lib/demo/arriving'

/** How many of the reader's memories have arrived in the demonstration; null when all are here, and in every other database. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async ({ userId }) => arrivalOf(userId))
}
