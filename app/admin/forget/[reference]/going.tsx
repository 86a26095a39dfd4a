// What a deletion now would delete, as numbers: what it says is shown by the reveal alone, with a reason that the person reads.
import Link from 'next/link'
import { useText } from '#text'
import type { StaffForgetRequest } from '@/lib/shared/forget'
import { personRef } from '@/lib/shared/person-ref'
import type { Going as Counts } from '@/lib/store/forgetting/preview'
import { memoriesHref } from '../../people/[ref]/memories/ways'
import { GoingTable } from './going-table'

type Props = { going: Counts; request: Pick<StaffForgetRequest, 'label' | 'scope'>; mayReveal: boolean }

export function Going({ going, request, mayReveal }: Props) {
  const { t } = useText()
  const { label, scope } = request
  return (
    <section className="chapter" aria-labelledby="going">
      <h2 id="going">{t('What would go now')}</h2>
      <div>
        <p className="prose lead">
          {scope === 'everything'
            ? t('Everything goes that is there when it is carried out, also what is written until then.')
            : t('Exactly the memories that were chosen go, as they were then. What has changed since stays.')}
        </p>
        <GoingTable going={going} />
        <p className="note mt-4">
          {t('Numbers only.')}{' '}
          {mayReveal && label !== null ? (
            <Link href={memoriesHref(personRef(label))} prefetch={false}>
              {t('To see their words, say why')}
            </Link>
          ) : null}
        </p>
      </div>
    </section>
  )
}
