// How a request was checked; what was left stands out.
import { useText } from '#text'
import type { ForgetCheck } from '@/lib/shared/forget'
import { ChecksTable } from '../../../receipt/checks-table'

export function Checks({ checks }: { checks: readonly ForgetCheck[] }) {
  const { t } = useText()
  return (
    <section className="chapter" aria-labelledby="checks">
      <h2 id="checks">{t('How it was checked')}</h2>
      <ChecksTable checks={checks} isCompact />
    </section>
  )
}
