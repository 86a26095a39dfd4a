import { answer } from '@/lib/answer'
import { Expected } from '@/lib/errors'
import { readReceipt } from '@/lib/store/receipts/read'
import { receiptResponse } from '../../../../../receipt/response'

type Context = { params: Promise<{ reference: string }> }

/** The file of a receipt of the reader's, to the byte. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async (viewer) => {
    const kept = await readReceipt(viewer, (await params).reference)
    if (kept === null) throw new Expected('not-found', 'There is no such receipt.')
    return receiptResponse(kept)
  })
}
