// From the foot of the list to taking it away in a file.
import Link from 'next/link'
import { useText } from '#text'

export function TransferLink() {
  const { t } = useText()
  return (
    <p className="note mt-6">
      <Link href="/memories/transfer" prefetch={false}>
        {t('Export and import')}
      </Link>
    </p>
  )
}
