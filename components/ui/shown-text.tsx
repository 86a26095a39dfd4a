// A text as it is, its hidden characters as marks that have a name. Text is inert here: never markup, never a link.
import { useText } from '#text'
import { nameOfHidden } from '@/lib/shared/hidden-characters'

const MARK = /(⟨U\+[0-9A-F]{4,6}⟩)/

/** @param props.text as `visible` returns it */
export function ShownText({ text }: { text: string }) {
  return text.includes('⟨U+') ? <WithMarks text={text} /> : text
}

function WithMarks({ text }: { text: string }) {
  const { say } = useText()
  return text.split(MARK).map((part, at) => {
    if (at % 2 === 0) return part
    const name = say(nameOfHidden(Number.parseInt(part.slice(3, -1), 16)))
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
      <span className="hidden-mark" role="img" aria-label={name} title={name} key={at}>
        {part}
      </span>
    )
  })
}
