import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
import { requireAuditor } from '@/lib/auth/viewer'
import { auditHref } from '@/lib/shared/audit-filter'
import { readAnyReceipt } from '@/lib/store/receipts/read'
import { PrintButton } from '../../../receipt/print-button'
import { ReceiptSheet } from '../../../receipt/receipt-sheet'
import { readText } from '../../../text-on-server'

type Props = { params: Promise<{ reference: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Receipt') }
}

/** "I can show what became of a request, whole and without a word of it." */
export default async function StaffReceiptPage({ params }: Props) {
  const auditor = await requireAuditor()
  const { reference } = await params
  const kept = await readAnyReceipt(auditor, reference)
  if (kept === null) notFound()
  const { t } = await readText()
  return (
    <main id="main" className="frame">
      <div className="printbar">
        <Link className="back" href={auditHref({ subject: kept.receipt.subject })} prefetch={false}>
          ‹ {t('Audit')}
        </Link>
        <span className="buttons">
          <a className={buttonClass()} href={`/api/admin/receipts/${reference}`} download>
            {t('Download JSON')}
          </a>
          <PrintButton />
        </span>
      </div>
      <ReceiptSheet kept={kept} reader={auditor.actor} />
    </main>
  )
}
