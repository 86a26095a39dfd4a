// What stands out about a memory's text, explained: hints in plain words, never a verdict.
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { type Warning, warningsOf } from '@/lib/shared/warnings'

export function Flags({ memory }: { memory: Memory }) {
  const { t } = useText()
  const warnings = warningsOf(memory)
  if (warnings.length === 0) return null
  return (
    <section className="flags">
      <h3>{t('Worth a second look')}</h3>
      {warnings.map((warning) => (
        <p key={warning.kind}>
          <Glyph name="warning" /> <Explained warning={warning} />
        </p>
      ))}
    </section>
  )
}

function Explained({ warning }: { warning: Warning }) {
  const { t, say } = useText()
  if (warning.kind === 'hidden') {
    const found = warning.found.map(say).join(', ')
    return (
      <>
        <strong>{t('Hidden characters: {found}.', { found })}</strong>{' '}
        {t('They are marked in the text here. An agent reads them without marks, and so does whoever copies the text.')}
        {warning.spells === '' ? null : (
          <> {t('The tag characters spell “{words}”.', { words: visible(warning.spells).slice(0, 300) })}</>
        )}
      </>
    )
  }
  if (warning.kind === 'secret')
    return (
      <>
        <strong>{t('This looks like {what}.', { what: warning.what })}</strong>{' '}
        {t(
          'Whatever stands here, agents read and may repeat. A hint only: other secrets may look like ordinary words.',
        )}
      </>
    )
  return (
    <>
      <strong>{t('This reads like an instruction to an agent: “{words}”.', { words: visible(warning.words) })}</strong>{' '}
      {t('If you did not mean it so, edit or delete it. A hint only: instructions can be worded so that none shows.')}
    </>
  )
}
