// A text to read and to copy exactly: where the browser does not allow it, it is selected.
'use client'

import { useRef, useState } from 'react'
import { useText } from '#text'
import { Button } from './button'

export type CopyableProps = {
  /** What it is, for screen readers. */
  name: string
  text: string
  /** What is seen in its place. */
  shown?: string
  /** Of the button. */
  action: string
  /** Beside the button until it is pressed. */
  note?: string
}

export function Copyable({ name, text, shown = text, action, note }: CopyableProps) {
  const { t } = useText()
  const seen = useRef<HTMLPreElement>(null)
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('yes')
    } catch {
      if (seen.current !== null) getSelection()?.selectAllChildren(seen.current)
      setCopied('no')
    }
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to do so */}
      <section className="text" tabIndex={0} aria-label={name} dir="ltr">
        <pre ref={seen}>
          <code>{shown}</code>
        </pre>
      </section>
      <div className="buttons">
        <Button onClick={copy}>{action}</Button>
        <span className="note" role="status">
          {copied === 'yes'
            ? t('Copied.')
            : copied === 'no'
              ? t('The browser does not allow copying. The text is selected: copy it with the keyboard.')
              : note}
        </span>
      </div>
    </>
  )
}
