// How it is known whose a namespace is.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { visible } from '@/lib/shared/value-words'
import type { PersonView } from '@/lib/store/people/person'

type Props = { person: PersonView; timeZone: string; isPerRow: boolean }

/** @param props.isPerRow rows name their owner (`MEMORY_OWNER_FIELD`) */
export function Whose({ person: { owner, confirmed }, timeZone, isPerRow }: Props) {
  const { t, rich } = useText()
  if (owner.state === 'none') return t('no id that can sign in leads here')
  if (owner.state === 'several') return <Several ids={owner.userIds} isPerRow={isPerRow} />
  const id = <Id id={owner.userId} />
  const when = confirmed === null ? null : <LocalTime at={confirmed} timeZone={timeZone} style="day" />
  if (owner.how === 'bound') return rich('bound to {id} by an administrator on {when}', { id, when })
  return when === null
    ? rich('the only id that leads here is {id}, who has never signed in', { id })
    : rich('confirmed by sign-in of {id} on {when}', { id, when })
}

function Several({ ids: all, isPerRow }: { ids: readonly string[]; isPerRow: boolean }) {
  const { t, rich } = useText()
  if (all.length === 0)
    return isPerRow
      ? t('more than one id leads here: whoever is let in sees only the memories that name them')
      : t('more than one id leads here, so nobody is let in')
  const ids = all.map((id, at) => (
    <span key={id}>
      {at === 0 ? '' : ', '}
      <Id id={id} />
    </span>
  ))
  return isPerRow
    ? rich('more than one id leads here, and whoever is let in sees only the memories that name them: {ids}', { ids })
    : rich('more than one id leads here, so nobody is let in: {ids}', { ids })
}

function Id({ id }: { id: string }) {
  return (
    <bdi>
      <ShownText text={visible(id)} />
    </bdi>
  )
}
