import { after } from 'next/server'
import { answer } from '@/lib/answer'
import { listAndTakeUp } from '@/lib/store/job-run'

export function GET(request: Request): Promise<Response> {
  return answer(request, (viewer) => listAndTakeUp(viewer, after))
}
