import { answerAuditor } from '@/lib/answer'
import { auditFile } from '../../../../admin/audit/audit-file'

/** A file of entries: see {@link auditFile} for what the address may say. */
export function GET(request: Request): Promise<Response> {
  return answerAuditor(request, (auditor) => auditFile(auditor, new URL(request.url).searchParams))
}
