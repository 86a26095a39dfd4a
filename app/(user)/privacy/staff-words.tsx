// What administrators and auditors did, in words.
import { useText } from '#text'
import { GivenName } from '@/components/memory/author'
import type { StaffLook, StaffSummary } from '@/lib/shared/staff-looks'
import type { Text } from '@/lib/shared/text'

/** `K. Brandt, administrator` */
export function StaffName({ name, role }: Pick<StaffLook, 'name' | 'role'>) {
  const { t, rich } = useText()
  if (name === null) return role === 'admin' ? t('An administrator') : t('An auditor')
  const places = { name: <GivenName name={name} /> }
  return role === 'admin' ? rich('{name}, administrator', places) : rich('{name}, auditor', places)
}

/** Why, in their words. */
export function StaffReason({ reason }: Pick<StaffLook, 'reason'>) {
  const { rich } = useText()
  return reason === null ? null : (
    <span className="words">{rich('“{reason}”', { reason: <GivenName name={reason} /> })}</span>
  )
}

/** All that was done for one reason: `3 memories, revealed for 15 minutes. 1 changed` */
export function summaryWords(summary: StaffSummary, { t, plural }: Text): string {
  const { reveals, read, changed, deleted, undone, searches, bound, locked } = summary
  const memories = plural(read, '{count} memory', '{count} memories')
  const parts = [
    ...(reveals > 0 ? [t('{memories}, revealed for 15 minutes', { memories })] : []),
    ...(changed > 0 ? [plural(changed, '{count} changed', '{count} changed')] : []),
    ...(deleted > 0 ? [plural(deleted, '{count} deleted', '{count} deleted')] : []),
    ...(undone > 0 ? [plural(undone, '{count} deletion taken back', '{count} deletions taken back')] : []),
    ...(bound > 0 ? [t('Bound these memories to your id')] : []),
    ...(locked > 0 ? [t('Ended a binding of these memories')] : []),
    ...(searches > 0
      ? [plural(searches, 'Found in {count} search across everybody', 'Found in {count} searches across everybody')]
      : []),
  ]
  return parts.length === 0 ? t('Counts only, no content') : parts.join('. ')
}

export function lookWords({ what, count }: StaffLook, { t, plural }: Text): string {
  return {
    counts: () => t('Saw how much there is, no content'),
    reveal: () => t('Had your memories shown for 15 minutes'),
    read: () => plural(count, 'Read {count} memory', 'Read {count} memories'),
    search: () =>
      plural(
        count,
        'Searched across everybody: {count} of your memories was among the answers, its words hidden',
        'Searched across everybody: {count} of your memories were among the answers, their words hidden',
      ),
    change: () => t('Changed a memory'),
    delete: () => t('Deleted a memory'),
    undo: () => t('Took a deletion back'),
    identity: () => t('Looked into whose these memories are, no content'),
    hide: () => t('Hid your memories again'),
    bind: () => t('Bound these memories to your id: no other is let in'),
    lock: () => t('Ended the binding of these memories to an id: nobody was let in until they were bound again'),
    other: () => t('Did something else'),
  }[what]()
}
