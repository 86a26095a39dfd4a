import { after } from 'next/server'
import { answerReader } from '@/lib/answer'
import { listAndTakeUp } from '@/lib/store/jobs/run'

export function GET(request: Request): Promise<Response> {
  return answerReader(request, (viewer) => listAndTakeUp(viewer, after))
}
