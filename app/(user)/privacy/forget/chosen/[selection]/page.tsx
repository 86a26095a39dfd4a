import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { freshness } from '@/lib/auth/step-up'
import { requireViewer } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { chosenMemories } from '@/lib/store/forgetting/chosen'
import type { Viewer } from '@/lib/store/memory-store'
import { readText } from '../../../../../text-on-server'
import { readTimeZone } from '../../../../../time-zone'
import { Crumbs } from '../../crumbs'
import { Decision } from '../../decision'
import { AboutRow, WholeWords } from '../../memory-words'
import { previewOf } from '../../preview'

type Props = { params: Promise<{ selection: string }>; searchParams: Promise<{ as?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Forget') }
}

/** So many are shown, the first of them. */
const SHOWN = 50

/** "I see exactly what would go, whole, before I say yes." */
export default async function ChosenPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { t, plural } = await readText()
  const timeZone = await readTimeZone()
  const { selection } = await params
  const { count, memories } = await chosenOrNotFound(viewer, selection)
  const { as } = await searchParams
  const scope = as === 'period' ? 'period' : count === 1 ? 'one' : 'selection'
  const preview = await previewOf(viewer, scope, selection)
  const others = preview.memories + preview.changed - memories.length
  return (
    <div className="frame halves">
      <main id="main">
        <div className="guttered head">
          <Crumbs
            back={scope === 'period' ? { href: '/privacy/forget/period', name: t('Another period') } : undefined}
            steps={[t('Choose'), t('Confirm##step')]}
            at={1}
          />
        </div>
        <div className="guttered titled-list">
          <h1>{plural(count, 'Forget this memory', 'Forget these {count} memories')}</h1>
        </div>
        <ol className="rows pick">
          {memories.map((memory) => (
            <li key={memory.id}>
              <div className="row">
                <div className="wide">
                  <WholeWords json={memory.json} />
                  <AboutRow memory={memory} timeZone={timeZone} />
                </div>
              </div>
            </li>
          ))}
        </ol>
        {others > 0 ? (
          <p className="guttered quiet mt-4">{plural(others, 'And {count} more', 'And {count} more')}</p>
        ) : null}
      </main>
      <Decision
        scope={scope}
        frozen={{ id: selection, count }}
        preview={preview}
        freshness={await freshness(viewer.store)}
        timeZone={timeZone}
        viewer={viewer.subject}
      />
    </div>
  )
}

async function chosenOrNotFound(viewer: Viewer, id: string) {
  try {
    return await chosenMemories(viewer, id, SHOWN)
  } catch (error) {
    if (error instanceof Expected && error.code === 'not-found') notFound()
    throw error
  }
}
