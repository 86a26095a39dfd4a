import { answerReader } from '@/lib/answer'
import { listUndoable } from '@/lib/store/change/undoable'

export function GET(request: Request): Promise<Response> {
  return answerReader(request, listUndoable)
}
