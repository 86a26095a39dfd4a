import { answerAuditor } from '@/lib/answer'
import { Expected } from '@/lib/errors'
import { readAnyReceipt } from '@/lib/store/receipts/read'
import { receiptResponse } from '../../../../receipt/response'

type Context = { params: Promise<{ reference: string }> }

/** The file of anybody's receipt, to the byte; that it was read is recorded. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerAuditor(request, async (auditor) => {
    const kept = await readAnyReceipt(auditor, (await params).reference)
    if (kept === null) throw new Expected('not-found', 'There is no such receipt.')
    return receiptResponse(kept)
  })
}
