// The text that the agent's tool returns, to read and to copy. Hidden characters are marked on the screen, the copy is exact.
'use client'

import { useText } from '#text'
import { Copyable } from '@/components/ui/copyable'
import type { ToolText } from '@/lib/shared/agent-view'
import { visible } from '@/lib/shared/value-words'

export function ExactText({ tool }: { tool: ToolText }) {
  const { t } = useText()
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
  return (
    <details className="exact">
      <summary>{t('The exact text the agent gets')}</summary>
      <Copyable
        name={t('The exact text the agent gets')}
        text={tool.text}
        shown={marked}
        action={t('Copy the text')}
        note={marked === tool.text ? undefined : t('Hidden characters are shown as marks; the copy is exact.')}
      />
    </details>
  )
}
