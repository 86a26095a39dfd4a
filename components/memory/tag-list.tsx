// The tags of a memory that has any.
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import type { Memory } from '@/lib/shared/memory'
import type { Text } from '@/lib/shared/text'
import type { WarningKind } from '@/lib/shared/warnings'

export type TagListProps = { memory: Memory; size: 'row' | 'journal' }

export function TagList({ memory, size }: TagListProps) {
  const { t } = useText()
  return (
    <>
      {memory.searchable ? null : (
        <span className="tag">
          <Glyph name="warning" /> {size === 'row' ? t('Not searchable by meaning yet') : t('Not searchable yet')}
        </span>
      )}
      {memory.warnings?.map((kind) => (
        <span className="tag" key={kind}>
          <Glyph name="warning" /> {flagOf(kind, t)}
        </span>
      ))}
      {memory.expired ? (
        <span className="tag">
          <Glyph name="clock" />{' '}
          {memory.leftOut ? t('Expired, the agent no longer sees it') : t('Expired, the agent still sees it')}
        </span>
      ) : null}
    </>
  )
}

function flagOf(kind: WarningKind, t: Text['t']): string {
  if (kind === 'hidden') return t('Hidden characters')
  return kind === 'secret' ? t('Looks like a secret') : t('Reads like an instruction')
}
