import { answer } from '@/lib/answer'
import { listUndoable } from '@/lib/store/removal'

export function GET(request: Request): Promise<Response> {
  return answer(request, listUndoable)
}
