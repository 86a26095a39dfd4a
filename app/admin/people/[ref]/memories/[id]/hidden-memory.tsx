// A memory of somebody's while its words are hidden: whether there is one at all is not said either.
import Link from 'next/link'
import { ShownText } from '@/components/ui/shown-text'
import { visible } from '@/lib/shared/value-words'
import { readText } from '../../../../../text-on-server'
import { HiddenText } from '../../masked-rows'
import { RevealForm } from '../../reveal-form'
import { memoriesHref } from '../ways'

export async function HiddenMemory({ personRef, who, isOnes }: { personRef: string; who: string; isOnes: boolean }) {
  const { t } = await readText()
  return (
    <main id="main" className="frame">
      <div className="column all">
        <Link className="back" href={memoriesHref(personRef)} prefetch={false}>
          ‹{' '}
          <bdi>
            <ShownText text={visible(who)} />
          </bdi>
        </Link>
        <header>
          <h1>{t('One memory')}</h1>
        </header>
        <RevealForm personRef={personRef} who={who} isOnes={isOnes} />
        <div className="mt-6">
          <HiddenText />
        </div>
      </div>
    </main>
  )
}
