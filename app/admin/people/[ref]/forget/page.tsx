import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Banner } from '@/components/ui/banner'
import { ShownText } from '@/components/ui/shown-text'
import { whoseIs } from '@/lib/auth/on-behalf'
import { freshness } from '@/lib/auth/step-up'
import { requireAdmin } from '@/lib/auth/viewer'
import { environment } from '@/lib/env'
import { labelOfRef } from '@/lib/shared/person-ref'
import { dayIn } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { memoryStore } from '@/lib/store/configured'
import { previewForgetOnBehalf } from '@/lib/store/forgetting/behalf'
import { forgetRules } from '@/lib/store/forgetting/rules'
import { namesOf } from '@/lib/store/people/names'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { identityHref, personHref } from '../../address'
import { BehalfForm } from './behalf-form'

type Props = { params: Promise<{ ref: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Forget on somebody’s behalf') }
}

/** "Somebody wrote to us and wants to be forgotten: I pass it on, with how it came and how we know that it is theirs." */
export default async function OnBehalfPage({ params }: Props) {
  const admin = await requireAdmin()
  const { ref } = await params
  const label = labelOfRef(ref)
  if (label === null) notFound()
  const { t, rich } = await readText()
  const store = await memoryStore()
  const whose = await whoseIs(label)
  const { userId } = whose
  const name = userId === null ? label : ((await namesOf(store.pool, [userId])).get(userId) ?? label)
  const who = (
    <bdi key="who">
      <ShownText text={visible(name)} />
    </bdi>
  )
  const isOneself = userId === admin.userId
  return (
    <main id="main" className="frame">
      <div className="column behalf-page">
        <Link className="back" href={personHref(label)} prefetch={false}>
          ‹ {who}
        </Link>
        <header>
          <h1>{rich('Forget on behalf of {who}', { who })}</h1>
          <p className="prose mt-1">
            {t(
              'For a wish that did not come through this dashboard. The person sees it on their privacy page, and can take it back until it is carried out.',
            )}
          </p>
        </header>
        {userId === null ? (
          <div className="notices mt-6">
            <Banner
              tone="doubt"
              lead={t('It is not certain whose these memories are.')}
              action={
                <Link href={identityHref(label)} prefetch={false}>
                  {t('Settle whose it is')}
                </Link>
              }
            >
              {t('Several people could own this namespace, so that nothing in it is erased.')}
            </Banner>
          </div>
        ) : isOneself ? (
          <div className="notices mt-6">
            <Banner
              tone="news"
              lead={t('These are your own.')}
              action={
                <Link href="/privacy" prefetch={false}>
                  {t('To your privacy page')}
                </Link>
              }
            >
              {t('What is your own you ask for on your own privacy page.')}
            </Banner>
          </div>
        ) : (
          <BehalfForm
            personRef={ref}
            preview={
              await previewForgetOnBehalf(
                admin,
                store,
                whose,
                { operation: randomUUID(), scope: 'everything' }, // of none: nothing is asked for
                forgetRules(environment()),
              )
            }
            freshness={await freshness(admin)}
            today={dayIn(new Date(), await readTimeZone())}
          />
        )}
      </div>
    </main>
  )
}
