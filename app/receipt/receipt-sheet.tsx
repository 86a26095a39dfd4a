// A receipt to read and to print: the result, what was erased and left, how it was checked, what remains, when and by whom, and the proof.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Brand } from '@/components/ui/brand'
import { Glyph } from '@/components/ui/glyph'
import type { Receipt } from '@/lib/receipt/receipt'
import { formatInFull } from '@/lib/shared/time'
import type { KeptReceipt } from '@/lib/store/receipts/read'
import { ChecksTable } from './checks-table'
import { erasedByKind, kindWords, limitWords, resultWords } from './words'

type Props = {
  kept: KeptReceipt
  /** Pseudonym of whoever reads it. */
  reader: string
  /** What else stands on it, and is not printed. */
  children?: ReactNode
}

export function ReceiptSheet({ kept, reader, children }: Props) {
  const text = useText()
  const { t } = text
  const { receipt, isProven, isAudited } = kept
  return (
    <article className="receipt">
      <header>
        <span className="brand">
          <Brand />
        </span>
        <span>{t('Receipt {reference}', { reference: receipt.reference })}</span>
      </header>
      <h1>{resultWords(receipt, text)}</h1>
      <p className="prose">
        {t(
          'This page contains nothing of what was erased, and no name. Anyone who has the file can check that it is genuine and unaltered.',
        )}
      </p>
      {isProven && isAudited ? null : (
        <div className="notices mt-4">
          <Banner tone="strike" role="alert" lead={t('This receipt does not hold.')}>
            {isProven
              ? t('The audit does not have it where it says. Somebody changed one of the two.')
              : t('It is not what was signed: somebody changed it in the database.')}
          </Banner>
        </div>
      )}
      <Erased receipt={receipt} />
      <section>
        <h2>{t('How it was checked')}</h2>
        <ChecksTable checks={receipt.checks} />
      </section>
      <section>
        <h2>{t('What remains, and what this cannot show')}</h2>
        <ul className="limits">
          {limitWords(receipt, text).map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </section>
      <WhenAndWho receipt={receipt} reader={reader} />
      <Proof kept={kept} />
      {children}
    </article>
  )
}

function Erased({ receipt }: { receipt: Receipt }) {
  const text = useText()
  const { t, number } = text
  return (
    <section>
      <h2>{t('What was erased')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('Kind##receipt')}</th>
            <th scope="col" className="n">
              {t('Erased##receipt')}
            </th>
            <th scope="col" className="n">
              {t('Left##receipt')}
            </th>
          </tr>
        </thead>
        <tbody>
          {erasedByKind(receipt).map(({ what, deleted, left }) => (
            <tr key={what}>
              <td>{kindWords(what, text)}</td>
              <td className="n">{number(deleted)}</td>
              <td className="n">{number(left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className="per-table">
        <summary>{t('The same, table by table')}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('Table##receipt')}</th>
              <th scope="col" className="n">
                {t('Before##receipt')}
              </th>
              <th scope="col" className="n">
                {t('Erased##receipt')}
              </th>
              <th scope="col" className="n">
                {t('Left##receipt')}
              </th>
            </tr>
          </thead>
          <tbody>
            {receipt.tables.map(({ table, before, deleted, after }) => (
              <tr key={table}>
                <td>
                  <code>{table}</code>
                </td>
                <td className="n">{number(before)}</td>
                <td className="n">{number(deleted)}</td>
                <td className="n">{number(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

function WhenAndWho({ receipt, reader }: { receipt: Receipt; reader: string }) {
  const text = useText()
  const { t } = text
  const { asked, approved, executed, suppression, subject } = receipt
  const when = (at: string) => formatInFull(at, 'UTC', text)
  const who = (pseudonym: string) => (
    <>
      {pseudonym === reader ? (
        <>{t('you##receipt')}, </>
      ) : pseudonym === subject ? (
        <>{t('the person##receipt')}, </>
      ) : null}
      <code>{pseudonym}</code>
    </>
  )
  return (
    <section>
      <h2>{t('When and by whom')}</h2>
      <p className="note">{t('Nobody is named: each person is a fingerprint that only this installation can make.')}</p>
      <dl className="facts">
        <dt>{t('About whom##receipt')}</dt>
        <dd>{who(subject)}</dd>
        <dt>{t('Asked##receipt')}</dt>
        <dd>
          {when(asked.at)}
          <br />
          {who(asked.by)}
        </dd>
        <dt>{t('Due##receipt')}</dt>
        <dd>{when(asked.due_at)}</dd>
        <dt>{t('Approved##receipt')}</dt>
        <dd>
          {approved.at === null || approved.by === null ? (
            approved.needed === 'self' ? (
              t('Nobody else had to')
            ) : (
              t('Nobody else could: a day passed instead')
            )
          ) : (
            <>
              {when(approved.at)}
              <br />
              {who(approved.by)}
            </>
          )}
        </dd>
        <dt>{t('Erased##receipt')}</dt>
        <dd>
          {when(executed.at)}, {t('by the dashboard##receipt')}
        </dd>
        <dt>{t('Checked##receipt')}</dt>
        <dd>
          {when(executed.verified_at)}, {t('in another way than it was erased')}
        </dd>
        <dt>{t('Learning again')}</dt>
        <dd>{suppression.on ? t('Refused until the person allows it') : t('Possible##receipt')}</dd>
      </dl>
    </section>
  )
}

function Proof({ kept: { receipt, file, isProven, isAudited } }: { kept: KeptReceipt }) {
  const text = useText()
  const { t, rich, number } = text
  const { audit, dashboard, key, software, database, reference } = receipt
  const { signature } = JSON.parse(file) as { signature: string }
  return (
    <section>
      <h2>{t('Proof##receipt')}</h2>
      <dl className="facts">
        <dt>{t('Signature##receipt')}</dt>
        <dd>
          <code>Ed25519 {signature}</code>
          {isProven ? (
            <>
              <br />
              <Glyph name="check" /> {t('It holds: this page was compared with it just now.')}
            </>
          ) : null}
        </dd>
        <dt>{t('Signed with')}</dt>
        <dd>
          <code>{key.public}</code>
          <br />
          <a href="/receipt-keys">{t('The keys of this dashboard')}</a>
          {dashboard === null ? null : (
            <span className="paper-only">
              <br />
              <code>{dashboard}/receipt-keys</code>
            </span>
          )}
        </dd>
        <dt>{t('Place in the audit')}</dt>
        <dd>
          {rich('Entry {number} of {record}', {
            number: number(audit.seq),
            record: <code key="record">{audit.record}</code>,
          })}
          <br />
          <code>{audit.hash}</code>
          {isAudited ? (
            <>
              <br />
              <Glyph name="check" /> {t('That entry holds the digest of this receipt.')}
            </>
          ) : null}
        </dd>
        <dt>{t('Where##receipt')}</dt>
        <dd>
          {rich('Database {name}, transaction {transaction}, log at {lsn}', {
            name: <code key="name">{database.name}</code>,
            transaction: <code key="transaction">{database.transaction}</code>,
            lsn: <code key="lsn">{database.lsn}</code>,
          })}
          <br />
          <code>
            {software.name} {software.version} {software.commit}
          </code>
        </dd>
        <dt>{t('To check it yourself')}</dt>
        <dd>
          <code>npm run verify-receipt {reference}.json</code>
          <br />
          {t('What proves it is the file, not this page or a print of it. No network and no database is needed.')}
        </dd>
      </dl>
    </section>
  )
}
