import type { Inspection } from '@/lib/shared/inspection'
import type { Text } from '@/lib/shared/text'

/** Why a namespace is locked for everybody. */
export function alarmSentence(kind: NonNullable<Inspection['alarm']>, t: Text['t']): string {
  if (kind === 'claimants') return t('Two ids that lead to it have signed in.')
  if (kind === 'widened') return t('More ids can sign in than when somebody was let in: MEMORY_ID_PATTERN was widened.')
  return t('Its binding has ended, or somebody else signed in to whom it could belong.')
}
