// Who wrote or asked: by the name that an agent gives itself, or that its owner gave a token. A name is somebody's text: inert, and apart from the sentence around it.
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

export function GivenName({ name }: { name: string }) {
  return (
    <bdi className="given-name">
      <ShownText text={visible(name)} />
    </bdi>
  )
}
