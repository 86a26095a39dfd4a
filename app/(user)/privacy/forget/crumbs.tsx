// Above each page of forgetting: the way back, and how far one is.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'

type Props = {
  back?: { href: Route; name: string }
  /** What the steps are called, and which of them this page is. */
  steps?: readonly string[]
  at?: number
}

export function Crumbs({ back, steps = [], at = 0 }: Props) {
  const { t } = useText()
  return (
    <div className="crumbs">
      <Link className="back" href={back?.href ?? '/privacy'} prefetch={false}>
        ‹ {back?.name ?? t('Privacy')}
      </Link>
      {steps.length === 0 ? null : (
        <ol className="steps" aria-label={t('Steps')}>
          {steps.map((step, number) => (
            <li key={step} aria-current={number === at ? 'step' : undefined}>
              {step}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
