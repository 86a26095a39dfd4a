// What rows are called that go with somebody’s memories. For both sides.
import type { ForgetHolding } from '@/lib/shared/forget'
import type { Text } from '@/lib/shared/text'

export function kindWords(what: ForgetHolding | null, { t }: Text): string {
  switch (what) {
    case 'memories':
      return t('Memories')
    case 'search-entries':
      return t('Search entries')
    case 'versions':
      return t('Earlier versions')
    case 'undo':
      return t('Copies for undoing')
    case 'reads':
      return t('Notes of who read them')
    case 'work':
      return t('Selections and work under way')
    case 'decisions':
      return t('Decisions about pairs')
    case 'traces-of-use':
      return t('Traces of use')
    case 'identity':
      return t('What tells who it was')
    case 'conversations':
      return t('Conversations kept by agents')
    default:
      return t('Other rows')
  }
}
