import type { Metadata } from 'next'
import { freshness } from '@/lib/auth/step-up'
import { requireViewer } from '@/lib/auth/viewer'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { Crumbs } from '../crumbs'
import { Decision } from '../decision'
import { previewOf } from '../preview'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Forget everything') }
}

/** "Nothing at all should be remembered about me, and I want to know what that takes with it." */
export default async function EverythingPage() {
  const viewer = await requireViewer()
  const { t, plural } = await readText()
  const preview = await previewOf(viewer, 'everything', null)
  return (
    <div className="frame halves">
      <main id="main">
        <div className="guttered head">
          <Crumbs />
        </div>
        <div className="guttered">
          <h1>{t('Forget everything')}</h1>
          <p className="prose mt-2">
            {preview.memories === 0
              ? t('Nothing is remembered about you. What else leads to you here goes all the same.')
              : plural(
                  preview.memories,
                  'The one memory about you, whichever agent wrote it, with all that was kept beside it.',
                  'All {count} memories about you, whichever agent wrote them, with all that was kept beside them.',
                )}
          </p>
          <ul className="said-plainly">
            <li>
              <h2>{t('It is for good')}</h2>
              <p className="prose">
                {t(
                  'Neither you nor whoever runs this dashboard can bring it back. Take a copy first if you may want it.',
                )}
              </p>
            </li>
            <li>
              <h2>{t('It is checked')}</h2>
              <p className="prose">
                {t(
                  'When it is done, what was forgotten is searched for in another way than it was deleted. Only when nothing is found is it called done, and you get a receipt that anybody can verify.',
                )}
              </p>
            </li>
            <li>
              <h2>{t('It does not close the door')}</h2>
              <p className="prose">
                {t(
                  'Agents may learn new things about you afterwards, unless you also ask that nothing new is remembered.',
                )}
              </p>
            </li>
          </ul>
        </div>
      </main>
      <Decision
        scope="everything"
        frozen={null}
        preview={preview}
        freshness={await freshness(viewer.store)}
        timeZone={await readTimeZone()}
        viewer={viewer.subject}
      />
    </div>
  )
}
