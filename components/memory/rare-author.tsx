// Authors that rows of a list hardly name: outside, tokens, agents without a name, and whoever acted on somebody's behalf or is spoken of to those who do.
import { useText } from '#text'
import type { Author } from '@/lib/shared/history'
import { GivenName } from './author'

type Rare = Exclude<Author, { kind: 'you' }>

export function RareAuthor({ by }: { by: Rare }) {
  const { t, rich } = useText()
  if (by.kind === 'admin') return <AdminName by={by} />
  if (by.kind === 'owner') return t('The person')
  if (by.kind === 'outside') return t('Outside this dashboard')
  if (by.kind === 'somebody') return t('Somebody else, here')
  if (by.kind === 'unrecorded') return t('By whom was not recorded')
  if (by.kind === 'agent') return t('An agent, through this dashboard’s library')
  const name = <GivenName name={by.name} />
  return by.isTheirs ? rich('A token of theirs, “{name}”', { name }) : rich('Your token “{name}”', { name })
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
