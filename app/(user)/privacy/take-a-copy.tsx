// Everything that is kept about a person, in a file.
import Link from 'next/link'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { NO_FILTER } from '@/lib/shared/filter'
import { exportHref } from '../memories/transfer/export-address'

type Props = {
  /** The mark of this page. */
  viewer: string
}

export function TakeACopy({ viewer }: Props) {
  const { t } = useText()
  const everything = { selection: null, filter: NO_FILTER, entries: false, viewer }
  return (
    <section className="chapter" aria-labelledby="copy">
      <h2 id="copy">{t('Take a copy')}</h2>
      <div>
        <p className="prose lead">
          {t(
            'All your memories with their dates: a spreadsheet for reading, or JSON lines for another system. The lines also hold what a memory said before it was changed here.',
          )}
        </p>
        <div className="buttons">
          <a className={buttonClass()} href={exportHref({ ...everything, format: 'csv', history: false })} download>
            {t('Spreadsheet (CSV)')}
          </a>
          <a className={buttonClass()} href={exportHref({ ...everything, format: 'jsonl', history: true })} download>
            {t('JSON lines')}
          </a>
        </div>
        <p className="note mt-3">
          <Link href="/memories/transfer" prefetch={false}>
            {t('Choose what is in the file, or bring memories in')}
          </Link>
        </p>
      </div>
    </section>
  )
}
