// The memories of one person: masked, until an administrator has said why they must be seen.
import { Journal } from '@/components/memory/journal'
import { PagingLinks } from '@/components/ui/paging-links'
import { type Shown, shownTo, whoseIs } from '@/lib/auth/on-behalf'
import { personRef } from '@/lib/shared/person-ref'
import { listUndoable } from '@/lib/store/change/undoable'
import { memoryStore } from '@/lib/store/configured'
import { readPlace } from '@/lib/store/list/time-pages'
import type { Admin, Auditor } from '@/lib/store/memory-store'
import { listMasked } from '@/lib/store/on-behalf/masked'
import { listRevealed, type Revealed } from '@/lib/store/on-behalf/revealed'
import { namesOf } from '@/lib/store/people/names'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { MaskedRows } from './masked-rows'
import { memoriesHref, memoryOnBehalfHref } from './memories/ways'
import { RevealForm } from './reveal-form'
import { UndoOnBehalf } from './undo-on-behalf'
import { WhileShown } from './while-shown'

const PAGE = 25

type Props = {
  staff: Auditor
  label: string
  who: Awaited<ReturnType<typeof nameAt>>
  /** What continues the list, as the address says it. */
  before: unknown
}

export async function MemoriesPart({ staff, label, who, before }: Props) {
  const shown = staff.role === 'admin' ? await shownTo(staff as Admin, label) : null // what the role says
  if (shown !== null) return <ShownMemories shown={shown} who={who.name} label={label} before={before} />
  const { t } = await readText()
  const place = readPlace(before)
  const timeZone = await readTimeZone()
  const page = await listMasked(staff, await memoryStore(), who, { limit: PAGE, place, timeZone })
  if (page.rows.length === 0 && place === null) return <p className="quiet mt-6">{t('Nothing is remembered here.')}</p>
  return (
    <>
      {staff.role === 'admin' ? (
        <RevealForm personRef={personRef(label)} who={who.name} isOnes={who.userId !== null} />
      ) : (
        <p className="prose mt-6">
          {t('The words are hidden. Auditors see when something was remembered, and never what.')}
        </p>
      )}
      <MaskedRows rows={page.rows} months={page.months} timeZone={timeZone} />
      <Ways label={label} isFirst={place === null} next={page.next} />
    </>
  )
}

type ShownProps = { shown: Shown; who: string; label: string; before: unknown }

async function ShownMemories({ shown: { scope, reveal }, who, label, before }: ShownProps) {
  const timeZone = await readTimeZone()
  const place = readPlace(before)
  const { memories, months, next } = await listRevealed(scope, { limit: PAGE, place, timeZone })
  const ref = personRef(label)
  const marks = new Map(memories.map(({ id, mark }: Revealed) => [id, mark]))
  return (
    <WhileShown id={reveal.id} personRef={ref} who={who} secondsLeft={reveal.secondsLeft}>
      <Journal
        memories={memories}
        months={[...months]}
        sort="newest"
        timeZone={timeZone}
        hrefFor={({ id }) => memoryOnBehalfHref(ref, marks.get(id) ?? '')}
      />
      <Ways label={label} isFirst={place === null} next={next} />
      <UndoOnBehalf personRef={ref} undoable={await listUndoable(scope)} timeZone={timeZone} />
    </WhileShown>
  )
}

async function Ways({ label, isFirst, next }: { label: string; isFirst: boolean; next: string | null }) {
  const { t } = await readText()
  const ref = personRef(label)
  return (
    <PagingLinks
      label={t('More memories')}
      newest={{ href: memoriesHref(ref), title: t('Newest memories'), isOpen: !isFirst }}
      earlier={{ href: memoriesHref(ref, next ?? ''), title: t('Earlier memories'), isOpen: next !== null }}
    />
  )
}

/** Whose they are, and by which name: that of the last sign-in, else the id, else the part of the namespace. */
export async function nameAt(staff: Auditor, label: string) {
  const whose = await whoseIs(label)
  const { userId } = whose
  const names = userId === null ? null : await namesOf(staff.pool, [userId])
  return { ...whose, name: (userId === null ? null : (names?.get(userId) ?? userId)) ?? label }
}
