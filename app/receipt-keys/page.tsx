import type { Metadata } from 'next'
import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { Brand } from '@/components/ui/brand'
import { buttonClass } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { ThemeButton } from '@/components/ui/theme-button'
import { Expected } from '@/lib/errors'
import { publicKeys } from '@/lib/receipt/public-keys'
import { LanguageChoice } from '../language-choice'
import { readText } from '../text-on-server'
import { readTimeZone } from '../time-zone'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('Keys of receipts') }
}

/** "Somebody gave me a receipt, and I want to know whether this dashboard signed it." For everybody: nothing of anybody is told. */
export default async function ReceiptKeysPage() {
  const { t, say } = await readText()
  const keys = await keysOrWhy()
  return (
    <main id="main" className="frame column receipt-keys">
      <p className="note foot">
        <Link className="brand" href="/" prefetch={false} aria-label={t('Long-term memory, home')}>
          <Brand />
        </Link>
        <LanguageChoice />
        <ThemeButton />
      </p>
      <header className="titled">
        <h1>{t('Keys of receipts')}</h1>
      </header>
      <p className="prose">
        {t(
          'Whoever was forgotten here has a receipt that this dashboard signed. With one of these keys anybody can check that it did, and that nobody has changed a letter since: offline, with the file of the receipt alone.',
        )}
      </p>
      <p className="prose">
        {t(
          'Whoever forges a receipt signs it with a key of their own. So make sure that this page is the dashboard’s: look at the address, or have a key confirmed by whoever runs it.',
        )}
      </p>
      {keys instanceof Expected ? (
        <Banner tone="strike" role="alert" lead={t('The keys could not be read.')}>
          {say(keys)}
        </Banner>
      ) : (
        <>
          <ol className="keys">
            {
              await Promise.all(
                keys.map(async ({ id, public: key, firstUsedAt, isCurrent }) => (
                  <li key={id}>
                    <code className="key">{key}</code>
                    <p className="note">
                      {isCurrent ? t('Signs now.') : t('Signed before, and what it signed stays good.')}{' '}
                      {firstUsedAt === null ? (
                        t('Nothing was signed with it yet.')
                      ) : (
                        <FirstUsed at={firstUsedAt} timeZone={await readTimeZone()} />
                      )}
                    </p>
                  </li>
                )),
              )
            }
          </ol>
          <div className="buttons">
            <a className={buttonClass()} href="/api/receipt-keys" download>
              {t('Download the keys')}
            </a>
          </div>
          <h2>{t('To check a receipt')}</h2>
          <pre className="text">
            <code>npm run verify-receipt -- F-XXXX-XXXX.json --key receipt-keys.json</code>
          </pre>
          <p className="prose">
            {t(
              'The command comes with the dashboard’s source, and needs neither network nor database. The signature is Ed25519 over the canonical JSON (RFC 8785) of the file’s member {member}, so other tools can check it too.',
              { member: 'receipt' },
            )}
          </p>
        </>
      )}
    </main>
  )
}

async function FirstUsed({ at, timeZone }: { at: string; timeZone: string }) {
  const { rich } = await readText()
  return rich('First used {day}.', { day: <LocalTime key="day" at={at} timeZone={timeZone} style="day" /> })
}

async function keysOrWhy() {
  try {
    return await publicKeys()
  } catch (error) {
    if (error instanceof Expected) return error
    throw error
  }
}
