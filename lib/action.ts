// The only way to write a server action: origin, then who, then parse, then run. What a person can act on comes back as a value, in their language.
import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { isSameOrigin } from './auth/origin'
import { refusedVisitor } from './auth/refused-visitor'
import { currentOneself, currentStaff, currentVisit } from './auth/viewer'
import { Expected } from './errors'
import type { Result } from './shared/result'
import { sentence } from './shared/text'
import { closedPerRow } from './store/access/per-row'
import { countAction } from './store/access/rate-limit'
import type { Admin, Auditor, Oneself, Viewer } from './store/memory-store'
import { readText } from './text-on-server'

/**
 * Makes a server action of `run`.
 * @param schema the input as the browser may send it: references and changes, never an owner
 * @returns the action; its second argument is the mark of the page it is called from ({@link viewerMark})
 */
export function action<Input, Output>(
  schema: z.ZodType<Input>,
  run: (viewer: Viewer, input: Input) => Promise<Output>,
): Action<Input, Output> {
  return guarded((mark) => viewerAtHand(mark, false), schema, run)
}

/** As {@link action}, also for one of several who sees the rows that name them: `run` is made for that. */
export function readerAction<Input, Output>(
  schema: z.ZodType<Input>,
  run: (viewer: Viewer, input: Input) => Promise<Output>,
): Action<Input, Output> {
  return guarded((mark) => viewerAtHand(mark, true), schema, run)
}

/** As {@link action}, for whoever is signed in: `run` is about them and about no memory. */
export function visitorAction<Input, Output>(
  schema: z.ZodType<Input>,
  run: (oneself: Oneself, input: Input) => Promise<Output>,
): Action<Input, Output> {
  return guarded(oneselfAtHand, schema, run)
}

/** As {@link action}, for those who run the dashboard. */
export function adminAction<Input, Output>(
  schema: z.ZodType<Input>,
  run: (admin: Admin, input: Input) => Promise<Output>,
): Action<Input, Output> {
  return guarded(async (mark) => (await staffAtHand('admin', mark)) as Admin, schema, run)
}

/** As {@link adminAction}, for what auditors may do too. */
export function auditorAction<Input, Output>(
  schema: z.ZodType<Input>,
  run: (auditor: Auditor, input: Input) => Promise<Output>,
): Action<Input, Output> {
  return guarded((mark) => staffAtHand('auditor', mark), schema, run)
}

type Action<Input, Output> = (input: Input, mark?: string) => Promise<Result<Output>>

async function viewerAtHand(mark: string | undefined, isPerRow: boolean): Promise<Viewer> {
  const visit = await currentVisit()
  if (visit.state === 'signed-out') throw new Expected('signed-out', visit.why ?? SIGNED_OUT)
  if (visit.state === 'unclear')
    throw new Expected('unclear-identity', 'It is not clear whose memories these are, so nothing was changed.')
  const viewer = visit.state === 'per-row' ? visit.rows : visit.viewer
  if (mark !== undefined && mark !== viewer.subject) throw somebodyElse()
  if (visit.state === 'per-row' && !isPerRow) throw closedPerRow()
  await countAction(viewer)
  return viewer
}

/** Not counted: where somebody is signed in they can end, however much is sent in their name. */
async function oneselfAtHand(mark: string | undefined): Promise<Oneself> {
  const oneself = await currentOneself()
  if ('why' in oneself) throw new Expected('signed-out', oneself.why ?? SIGNED_OUT)
  if (mark !== undefined && mark !== oneself.actor) throw somebodyElse()
  return oneself
}

async function staffAtHand(least: Auditor['role'], mark: string | undefined): Promise<Auditor> {
  const staff = await currentStaff(least)
  if (staff === 'signed-out') throw new Expected('signed-out', SIGNED_OUT)
  if (staff === 'refused') throw new Expected('refused', MAY_NOT)
  if (mark !== undefined && mark !== staff.actor) throw somebodyElse()
  await countAction(staff)
  return staff
}

function guarded<Who, Input, Output>(
  whoIsAsking: (mark: string | undefined) => Promise<Who>,
  schema: z.ZodType<Input>,
  run: (who: Who, input: Input) => Promise<Output>,
): Action<Input, Output> {
  return async (given, mark) => {
    try {
      if (!isSameOrigin(await headers()))
        throw new Expected('refused', 'This request did not come from a page of this dashboard. Nothing was changed.')
      const who = await whoIsAsking(mark)
      const input = schema.safeParse(given)
      if (!input.success)
        throw new Expected('invalid', 'This form was sent incompletely. Reload the page and try again.')
      return { ok: true, value: await run(who, input.data) }
    } catch (error) {
      unstable_rethrow(error)
      if (!(error instanceof Expected)) throw error
      if (error.text !== MAY_NOT.text) await refusedVisitor(error.code) // that is told by currentStaff
      return { ok: false, code: error.code, sentence: (await readText()).say(error) }
    }
  }
}

const MAY_NOT = sentence('You may not do this, or not any more. Nothing was changed.')
const SIGNED_OUT = sentence('You have been signed out. What you were writing is still in this window.')

/** A session may end in one tab and another person's begin: what is written in the first must not end up with the second. */
export function somebodyElse(): Expected {
  return new Expected(
    'somebody-else',
    'Somebody else has signed in since this page was opened. Nothing was changed; sign in again as yourself to go on.',
  )
}
