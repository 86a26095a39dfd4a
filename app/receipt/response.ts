// A receipt as a file, to the byte: another space or line's end, and it is not what was signed.
import type { KeptReceipt } from '@/lib/store/receipts/read'

export function receiptResponse({ file, receipt }: Pick<KeptReceipt, 'file' | 'receipt'>): Response {
  return new Response(file, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${receipt.reference.replace(/[^\w-]/g, '')}.json"`,
      'cache-control': 'private, no-store, no-transform',
    },
  })
}
