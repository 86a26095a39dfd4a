import { answer } from '@/lib/answer'
import { listJobs } from '@/lib/store/job'

export function GET(request: Request): Promise<Response> {
  return answer(request, listJobs)
}
