// The only way to write a GET route: who is asking first, then the data, never cached. Failures keep their sentence, in the reader's language, and get a true status.
import 'server-only'
import { somebodyElse } from './action'
import { refusedVisitor } from './auth/refused-visitor'
import { currentStaff, currentVisit } from './auth/viewer'
import { Expected, type ExpectedCode } from './errors'
import { sentence } from './shared/text'
import { VIEWER_HEADER } from './shared/viewer-mark'
import { closedPerRow } from './store/access/per-row'
import type { Auditor, Viewer } from './store/memory-store'
import { readText } from './text-on-server'

const STATUS: Partial<Record<ExpectedCode, number>> = {
  invalid: 400,
  'signed-out': 401,
  'unclear-identity': 403,
  'somebody-else': 403,
  refused: 403,
  'step-up': 403,
  hidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
}

/** Answers with `read`'s data as JSON, or with the response that it made, for the signed-in viewer alone. */
export async function answer(request: Request, read: (viewer: Viewer) => Promise<unknown>): Promise<Response> {
  return answerTo(request, read, false)
}

/** As {@link answer}, also for one of several who sees the rows that name them: `read` is made for that. */
export async function answerReader(request: Request, read: (viewer: Viewer) => Promise<unknown>): Promise<Response> {
  return answerTo(request, read, true)
}

async function answerTo(
  request: Request,
  read: (viewer: Viewer) => Promise<unknown>,
  isPerRow: boolean,
): Promise<Response> {
  return guarded(request, async (mark) => {
    const visit = await currentVisit()
    if (visit.state === 'signed-out')
      throw new Expected('signed-out', visit.why ?? sentence('You have been signed out.'))
    if (visit.state === 'unclear') throw new Expected('unclear-identity', 'It is not clear whose memories these are.')
    const viewer = visit.state === 'per-row' ? visit.rows : visit.viewer
    if (mark !== null && mark !== viewer.subject) throw somebodyElse()
    if (visit.state === 'per-row' && !isPerRow) throw closedPerRow()
    return read(viewer)
  })
}

/** As {@link answer}, for auditors and those who run the dashboard; everybody else is answered as where there is nothing. */
export async function answerAuditor(request: Request, read: (auditor: Auditor) => Promise<unknown>): Promise<Response> {
  return guarded(request, async (mark) => {
    const staff = await currentStaff('auditor')
    if (staff === 'signed-out') throw new Expected('signed-out', 'You have been signed out.')
    if (staff === 'refused') throw new Expected('not-found', 'There is nothing at this address.')
    if (mark !== null && mark !== staff.actor) throw somebodyElse()
    return read(staff)
  })
}

async function guarded(request: Request, read: (mark: string | null) => Promise<unknown>): Promise<Response> {
  try {
    const site = request.headers.get('sec-fetch-site')
    if (site !== null && site !== 'same-origin' && site !== 'none')
      throw new Expected('refused', 'This address answers pages of this dashboard only.')
    const data = await read(request.headers.get(VIEWER_HEADER))
    return data instanceof Response ? data : json(200, data)
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    await refusedVisitor(error.code)
    const headers = error.retryAfter === undefined ? undefined : { 'retry-after': String(error.retryAfter) }
    return json(STATUS[error.code] ?? 503, { code: error.code, sentence: (await readText()).say(error) }, headers)
  }
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...headers, 'cache-control': 'private, no-store' } })
}
