import type { MapGroup } from '@/lib/shared/memory-map'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'

/** What a group is called in a line of text. */
export function groupName({ words }: MapGroup, { t }: Text): string {
  return words.length === 0 ? t('No word in common') : words.map(visible).join(', ')
}
