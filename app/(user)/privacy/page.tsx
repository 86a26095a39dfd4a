import type { Metadata } from 'next'
import { Banner } from '@/components/ui/banner'
import { requireViewer } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { monthOf, monthTitle } from '@/lib/shared/time'
import { listOwnForgets } from '@/lib/store/forgetting/own'
import { readSuppression } from '@/lib/store/forgetting/suppression'
import { listRelearned } from '@/lib/store/forgetting/tombstones'
import { readersOf } from '@/lib/store/looks'
import type { Viewer } from '@/lib/store/memory-store'
import { staffAmong } from '@/lib/store/on-behalf/looks'
import { type Kept, keptAbout } from '@/lib/store/pairs/kept'
import { readLogDays } from '@/lib/store/read-log'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { Agents } from './agents'
import { ForgetPart } from './forget-part'
import { RelearnedPart } from './relearned-part'
import { RequestsPart } from './requests-part'
import { SignedIn } from './signed-in'
import { StopRemembering } from './stop-remembering'
import { TakeACopy } from './take-a-copy'
import { WhoLooked } from './who-looked'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Privacy') }
}

/** "I see at a glance what is kept about me and who gets at it, and I can change it." */
export default async function PrivacyPage() {
  const viewer = await requireViewer()
  const { t, say } = await readText()
  const kept = await answerOrWhy(() => keptAbout(viewer))
  return (
    <main id="main" className="frame">
      <div className="column">
        <header>
          <h1>{t('Your memories, your decision')}</h1>
          {kept instanceof Expected ? null : <p className="prose mt-1">{await introduction(kept)}</p>}
        </header>
        {kept instanceof Expected ? (
          <div className="notices mt-6">
            <Banner tone="strike" role="alert" lead={t('Your memories could not be counted.')}>
              {say(kept)}
            </Banner>
          </div>
        ) : kept.memories === 0 ? null : (
          <TakeACopy viewer={viewer.subject} />
        )}
        <Relearned viewer={viewer} />
        <Looked viewer={viewer} />
        {kept instanceof Expected ? null : <ForgetPart memories={kept.memories} />}
        <Stopping viewer={viewer} />
        <Requests viewer={viewer} />
        <Agents viewer={viewer} />
        <SignedIn />
      </div>
    </main>
  )
}

async function Looked({ viewer }: { viewer: Viewer }) {
  const { t, say } = await readText()
  const looked = await answerOrWhy(async () => {
    const agents = await readersOf(viewer, READERS_SHOWN)
    const { staff, looks } = await staffAmong(viewer, READERS_SHOWN)
    return { ...agents, staff, staffLooks: looks }
  })
  return looked instanceof Expected ? (
    <div className="notices mt-6">
      <Banner tone="strike" role="alert" lead={t('Who looked at your memories could not be read.')}>
        {say(looked)}
      </Banner>
    </div>
  ) : (
    <WhoLooked {...looked} days={readLogDays(viewer.store)} timeZone={await readTimeZone()} />
  )
}

/** Nothing where there is nothing to tell. */
async function Relearned({ viewer }: { viewer: Viewer }) {
  const relearned = await answerOrWhy(() => listRelearned(viewer))
  return relearned instanceof Expected || relearned.length === 0 ? null : (
    <RelearnedPart relearned={relearned} timeZone={await readTimeZone()} />
  )
}

async function Stopping({ viewer }: { viewer: Viewer }) {
  const { t, say } = await readText()
  const suppression = await answerOrWhy(() => readSuppression(viewer))
  return suppression instanceof Expected ? (
    <div className="notices mt-6">
      <Banner tone="strike" role="alert" lead={t('Whether agents may remember new things could not be read.')}>
        {say(suppression)}
      </Banner>
    </div>
  ) : (
    <StopRemembering suppression={suppression} timeZone={await readTimeZone()} />
  )
}

async function Requests({ viewer }: { viewer: Viewer }) {
  const { t, say } = await readText()
  const requests = await answerOrWhy(() => listOwnForgets(viewer))
  if (requests instanceof Expected)
    return (
      <div className="notices mt-6">
        <Banner tone="strike" role="alert" lead={t('Your requests could not be read.')}>
          {say(requests)}
        </Banner>
      </div>
    )
  return requests.length === 0 ? null : <RequestsPart requests={requests} timeZone={await readTimeZone()} />
}

/** The latest; a page of its own has every look. */
const READERS_SHOWN = 10

async function introduction({ memories, oldest }: Kept): Promise<string> {
  const text = await readText()
  const { t, plural } = text
  if (memories === 0) return t('Nothing is remembered about you yet.')
  const month = oldest === null ? null : monthOf(oldest, await readTimeZone())
  return month === null
    ? plural(memories, '{count} memory is kept about you.', '{count} memories are kept about you.')
    : plural(
        memories,
        '{count} memory is kept about you, from {month}.',
        '{count} memories are kept about you, the oldest from {month}.',
        { month: monthTitle(month, text) },
      )
}

/** An outage of the database is said on the page: what else stands on it may work. */
async function answerOrWhy<T>(ask: () => Promise<T>): Promise<T | Expected> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Expected) return error
    throw error
  }
}
