// Who wrote or asked: by the name that an agent gives itself, or that its owner gave a token. A name is somebody's text: inert, and apart from the sentence around it.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { ShownText } from '@/components/ui/shown-text'
import type { Author } from '@/lib/shared/history'
import { visible } from '@/lib/shared/value-words'

export function AuthorName({ by }: { by: Author }) {
  const { t, rich } = useText()
  if (by.kind === 'token') return rich('Your token “{name}”', { name: <GivenName name={by.name} /> })
  if (by.kind === 'you') return t('You')
  if (by.kind === 'somebody') return t('Somebody else, here')
  if (by.kind === 'outside') return t('Outside this dashboard')
  if (by.kind === 'unrecorded') return t('By whom was not recorded')
  if (by.name === null) return t('An agent, through this dashboard’s library')
  // an agent may call itself “You”
  return rich('{name} (agent)', { name: <GivenName name={by.name} /> })
}

/** As {@link AuthorName}, after a time, inside a sentence. */
export function WhenAndWho({ when, by }: { when: ReactNode; by: Author }) {
  const { rich } = useText()
  if (by.kind === 'token') return rich('{when}, by your token “{name}”', { when, name: <GivenName name={by.name} /> })
  if (by.kind === 'you') return rich('{when}, by you, here', { when })
  if (by.kind === 'somebody') return rich('{when}, by somebody else, here', { when })
  if (by.kind === 'outside') return rich('{when}, outside this dashboard', { when })
  if (by.kind === 'unrecorded') return when
  if (by.name === null) return rich('{when}, by an agent, through this dashboard’s library', { when })
  return rich('{when}, by {name} (agent)', { when, name: <GivenName name={by.name} /> })
}

export function GivenName({ name }: { name: string }) {
  return (
    <bdi className="given-name">
      <ShownText text={visible(name)} />
    </bdi>
  )
}
