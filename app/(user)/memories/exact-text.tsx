// The text that the agent's tool returns, to read and to copy. Hidden characters are marked on the screen, the copy is exact.
'use client'

import { useRef, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import type { ToolText } from '@/lib/shared/agent-view'
import { visible } from '@/lib/shared/value-words'

export function ExactText({ tool }: { tool: ToolText }) {
  const { t } = useText()
  const shown = useRef<HTMLPreElement>(null)
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  if (tool.kind === 'fault') return null
  if (tool.kind === 'unknown')
    return (
      <p className="exact note">
        {tool.why === 'too large'
          ? t('The exact text that the agent gets is too large to show here.')
          : t('The exact text that the agent gets is not known here: a value is nested too deeply.')}
      </p>
    )
  const marked = visible(tool.text)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tool.text)
      setCopied('yes')
    } catch {
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current)
      setCopied('no')
    }
  }
  return (
    <details className="exact">
      <summary>{t('The exact text the agent gets')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to do so */}
      <section className="text" tabIndex={0} aria-label={t('The exact text the agent gets')} dir="ltr">
        <pre ref={shown}>
          <code>{marked}</code>
        </pre>
      </section>
      <div className="buttons">
        <Button onClick={copy}>{t('Copy the text')}</Button>
        <span className="note" role="status">
          {copied === 'yes'
            ? t('Copied.')
            : copied === 'no'
              ? t('The browser does not allow copying. The text is selected: copy it with the keyboard.')
              : marked === tool.text
                ? null
                : t('Hidden characters are shown as marks; the copy is exact.')}
        </span>
      </div>
    </details>
  )
}
