import { answer } from '@/lib/answer'
import { exportFile } from '../../(user)/memories/transfer/export-file'

/** A file of the reader's memories: see {@link exportFile} for what the address may say. */
export function GET(request: Request): Promise<Response> {
  return answer(request, (viewer) => exportFile(viewer, new URL(request.url).searchParams))
}
