// Who wrote or asked: by the name that an agent gives itself, or that its owner gave a token. A name is somebody's text: inert, and apart from the sentence around it.
import { useText } from '#text'
import { later } from '@/components/ui/later'
import { ShownText } from '@/components/ui/shown-text'
import type { Author } from '@/lib/shared/history'
import { visible } from '@/lib/shared/value-words'

/** Whoever no row of a list names, or hardly any: loaded where one of them is named. */
const RareAuthor = later(() => import('./rare-author').then((file) => file.RareAuthor))

export function AuthorName({ by }: { by: Author }) {
  const { t, rich } = useText()
  if (by.kind === 'you') return t('You')
  if (by.kind !== 'agent' || by.name === null) return <RareAuthor by={by} />
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
