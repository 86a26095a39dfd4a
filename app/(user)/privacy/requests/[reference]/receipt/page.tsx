import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
import { requireViewer } from '@/lib/auth/viewer'
import { readReceipt } from '@/lib/store/receipts/read'
import { PrintButton } from '../../../../../receipt/print-button'
import { ReceiptSheet } from '../../../../../receipt/receipt-sheet'
import { readText } from '../../../../../text-on-server'
import { readTimeZone } from '../../../../../time-zone'
import { OpenReceipt } from './open-receipt'

type Props = { params: Promise<{ reference: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · Privacy', { title: t('Receipt') }) }
}

/** "I can show somebody what was forgotten, and they can check it without trusting me." */
export default async function ReceiptPage({ params }: Props) {
  const viewer = await requireViewer()
  const { reference } = await params
  const kept = await readReceipt(viewer, reference)
  if (kept === null) notFound()
  const { t } = await readText()
  return (
    <main id="main" className="frame">
      <div className="printbar">
        <Link className="back" href={`/privacy/requests/${reference}`} prefetch={false}>
          ‹ {t('Request {reference}', { reference })}
        </Link>
        <span className="buttons">
          <a className={buttonClass()} href={`/privacy/requests/${reference}/receipt.json`} download>
            {t('Download JSON')}
          </a>
          <PrintButton />
        </span>
      </div>
      <ReceiptSheet kept={kept} reader={viewer.subject}>
        <OpenReceipt reference={reference} until={kept.openingUntil} timeZone={await readTimeZone()} />
      </ReceiptSheet>
    </main>
  )
}
