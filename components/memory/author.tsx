// Who wrote or asked: by the name that an agent gives itself, or that its owner gave a token. A name is somebody's text: inert, and apart from the sentence around it.
import { useText } from '#text'
import { ShownText } from '@/components/ui/shown-text'
import type { Author } from '@/lib/shared/history'
import { visible } from '@/lib/shared/value-words'

export function AuthorName({ by }: { by: Author }) {
  const { t, rich } = useText()
  if (by.kind === 'token')
    return by.isTheirs
      ? rich('A token of theirs, “{name}”', { name: <GivenName name={by.name} /> })
      : rich('Your token “{name}”', { name: <GivenName name={by.name} /> })
  if (by.kind === 'admin') return <AdminName by={by} />
  if (by.kind === 'owner') return t('The person')
  if (by.kind === 'you') return t('You')
  if (by.kind === 'somebody') return t('Somebody else, here')
  if (by.kind === 'outside') return t('Outside this dashboard')
  if (by.kind === 'unrecorded') return t('By whom was not recorded')
  if (by.name === null) return t('An agent, through this dashboard’s library')
  // an agent may call itself “You”
  return rich('{name} (agent)', { name: <GivenName name={by.name} /> })
}

/** `K. Brandt, administrator, on your behalf: “Ticket 4471, wrong meal on the flight”` */
function AdminName({ by: { name, reason, isTheirs } }: { by: Extract<Author, { kind: 'admin' }> }) {
  const { rich } = useText()
  const places = { name: <GivenName name={name} />, reason: <GivenName name={reason ?? ''} /> }
  if (isTheirs)
    return reason === null ? rich('{name}, administrator', places) : rich('{name}, administrator: “{reason}”', places)
  return reason === null
    ? rich('{name}, administrator, on your behalf', places)
    : rich('{name}, administrator, on your behalf: “{reason}”', places)
}

export function GivenName({ name }: { name: string }) {
  return (
    <bdi className="given-name">
      <ShownText text={visible(name)} />
    </bdi>
  )
}
