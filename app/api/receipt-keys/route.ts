import { Expected } from '@/lib/errors'
import { publicKeys } from '@/lib/receipt/public-keys'

/** The public keys as a file for `npm run verify-receipt -- FILE --key`. For everybody: who checks a receipt has no account here. */
export async function GET(): Promise<Response> {
  try {
    const keys = await publicKeys()
    const file = {
      type: 'receipt-keys',
      algorithm: 'Ed25519',
      keys: keys.map(({ id, public: key, firstUsedAt, isCurrent }) => ({
        ...{ id, public: key, first_used_at: firstUsedAt, is_current: isCurrent },
      })),
    }
    return new Response(`${JSON.stringify(file, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="receipt-keys.json"',
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    return Response.json({ code: error.code }, { status: 503, headers: { 'cache-control': 'no-store' } })
  }
}
