// Somebody by name, with the id that tells them from others of that name.
import { ShownText } from '@/components/ui/shown-text'
import type { Named } from '@/lib/shared/roles'
import { visible } from '@/lib/shared/value-words'

export function PersonName({ who: { id, name } }: { who: Named }) {
  const shownId = (
    <bdi>
      <ShownText text={visible(id)} />
    </bdi>
  )
  return name === null || name === id ? (
    shownId
  ) : (
    <>
      <bdi>
        <ShownText text={visible(name)} />
      </bdi>{' '}
      <span className="note">{shownId}</span>
    </>
  )
}
