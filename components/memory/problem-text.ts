import type { ItemProblem } from '@/lib/shared/job'
import type { Text } from '@/lib/shared/text'

/** Why a memory was left out, as it is said beside it. */
export function problemText(problem: ItemProblem, t: Text['t']): string {
  switch (problem) {
    case 'changed':
      return t('It changed after you selected it')
    case 'refused':
      return t('The database did not carry it out')
    case 'busy':
      return t('Somebody was writing it all the time')
    case 'embedding':
      return t('Its search entry could not be made')
    case 'nothing':
      return t('It has no text that your agent searches')
    case 'rewritten':
      return t('It has been written anew since')
  }
}
