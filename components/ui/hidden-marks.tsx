// Hidden characters as marks that have a name. Few texts hold any, so it is loaded with the first.
import { useText } from '#text'
import { nameOfHidden } from '@/lib/shared/hidden-names'

const MARK = /(⟨U\+[0-9A-F]{4,6}⟩)/

export function HiddenMarks({ text }: { text: string }) {
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
