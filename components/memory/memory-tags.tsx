// What is out of the ordinary about a memory, in words: nothing is said about the normal.
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import type { Memory } from '@/lib/shared/memory'

export function MemoryTags({ memory, size }: { memory: Memory; size: 'row' | 'journal' }) {
  const { t } = useText()
  return (
    <>
      {memory.searchable ? null : (
        <span className="tag">
          <Glyph name="warning" /> {size === 'row' ? t('Not searchable by meaning yet') : t('Not searchable yet')}
        </span>
      )}
      {memory.expired ? (
        <span className="tag">
          <Glyph name="clock" />{' '}
          {memory.leftOut ? t('Expired, the agent no longer sees it') : t('Expired, the agent still sees it')}
        </span>
      ) : null}
    </>
  )
}
