// Which memories somebody was given: the first by name, the rest by number.
import Link from 'next/link'
import { visible } from '@/lib/shared/value-words'
import { readText } from '../../../text-on-server'
import { memoryHref } from '../../memories/search'

type Props = {
  memories: readonly { id: string; key: string }[]
  /** How many there were, with those that are not named. */
  count: number
}

export async function Given({ memories, count }: Props) {
  const { plural } = await readText()
  const more = count - memories.length
  return (
    <ul className="given">
      {memories.map(({ id, key }) => (
        <li key={id}>
          <Link href={memoryHref(id)} prefetch={false} dir="auto">
            {visible(key)}
          </Link>
        </li>
      ))}
      {more > 0 ? <li>{plural(more, '{count} more', '{count} more')}</li> : null}
    </ul>
  )
}
