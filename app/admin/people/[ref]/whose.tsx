// How it is known whose a namespace is.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { visible } from '@/lib/shared/value-words'
import type { PersonView } from '@/lib/store/people/person'

export function Whose({ person: { owner, confirmed }, timeZone }: { person: PersonView; timeZone: string }) {
  const { t, rich } = useText()
  if (owner.state === 'none') return t('no id that can sign in leads here')
  if (owner.state === 'several')
    return owner.userIds.length === 0
      ? t('more than one id leads here, so nobody is let in')
      : rich('more than one id leads here, so nobody is let in: {ids}', {
          ids: owner.userIds.map((id, at) => (
            <span key={id}>
              {at === 0 ? '' : ', '}
              <Id id={id} />
            </span>
          )),
        })
  const id = <Id id={owner.userId} />
  const when = confirmed === null ? null : <LocalTime at={confirmed} timeZone={timeZone} style="day" />
  if (owner.how === 'bound') return rich('bound to {id} by an administrator on {when}', { id, when })
  return when === null
    ? rich('the only id that leads here is {id}, who has never signed in', { id })
    : rich('confirmed by sign-in of {id} on {when}', { id, when })
}

function Id({ id }: { id: string }) {
  return (
    <bdi>
      <ShownText text={visible(id)} />
    </bdi>
  )
}
