// A text as it is, its hidden characters as marks that have a name. Text is inert here: never markup, never a link.
import { lazy, Suspense } from 'react'

const HiddenMarks = lazy(async () => ({ default: (await import('./hidden-marks')).HiddenMarks }))

/** @param props.text as `visible` returns it */
export function ShownText({ text }: { text: string }) {
  if (!text.includes('⟨U+')) return text
  return (
    <Suspense fallback={text}>
      <HiddenMarks text={text} />
    </Suspense>
  )
}
