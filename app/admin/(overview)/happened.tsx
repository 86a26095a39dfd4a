// What happened lately, as the audit has it: each number leads to the entries that it counts.
import { useText } from '#text'
import { auditHref } from '@/lib/shared/audit-filter'
import type { AuditFacets } from '@/lib/shared/audit-page'
import { groupWords } from '@/lib/shared/audit-words'
import { Counted } from './counted'

type Props = {
  happened: AuditFacets['what']
  /** The first day, in the reader's time zone. */
  from: string
  days: number
}

export function Happened({ happened, from, days }: Props) {
  const text = useText()
  const { t, plural } = text
  return (
    <section className="chapter" aria-labelledby="happened">
      <h2 id="happened">{t('What happened')}</h2>
      <div>
        <table className="table counts">
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('What happened')}</th>
              <th scope="col">{t('Number')}</th>
            </tr>
          </thead>
          <tbody>
            {happened.map(({ name, count }) => (
              <tr key={name}>
                <th scope="row">{groupWords(name, text)}</th>
                <td className="n">
                  <Counted count={count} href={auditHref({ from, what: name })} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="note mt-2">
          {plural(
            days,
            'Today, as the audit has it.',
            'In the last {count} days, today included, as the audit has it.',
          )}
        </p>
      </div>
    </section>
  )
}
