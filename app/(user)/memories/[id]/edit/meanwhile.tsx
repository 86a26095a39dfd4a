// What an editor is told when the memory changed or went while they were typing. Loaded when it has.
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import type { Text } from '@/lib/shared/text'
import { labelOf } from '@/lib/shared/value-words'
import type { Draft } from '../../editing/value-editor'
import { type Conflict, clashesWithoutField } from './conflict'
import { Versus } from './versus'

type Props = {
  conflict: Conflict | null
  /** Whether the draft differs from what is stored now. */
  isChanged: boolean
  isGone: boolean
  /** Whether what is gone can be saved as a new memory. */
  mayBeNew: boolean
}

export function MeanwhileNotices({ conflict, isChanged, isGone, mayBeNew }: Props) {
  const text = useText()
  const { t } = text
  return (
    <>
      {conflict === null ? null : (
        <Banner tone="doubt" role="alert" lead={t('This memory changed while you were editing it.')}>
          {t('Nothing has been saved.')} {conflictWords(conflict, isChanged, text)}
        </Banner>
      )}
      {isGone ? (
        <Banner tone="doubt" role="alert" lead={t('This memory was deleted while you were editing it.')}>
          {mayBeNew
            ? t('Nothing has been saved. Your words are still in the form; save them to keep them as a new memory.')
            : t('Nothing has been saved. Your words are still in the form, to be copied.')}
        </Banner>
      ) : null}
    </>
  )
}

/** The clashes that stand beside no field of the form. */
export function Clashes({ draft, conflict, timeZone }: { draft: Draft; conflict: Conflict; timeZone: string }) {
  return clashesWithoutField(draft, conflict).map((clash) => (
    <Versus key={clash.name} clash={clash} theirs={conflict.theirs} timeZone={timeZone} isNamed />
  ))
}

/** What two edits mean for one another, and what saving does now. */
function conflictWords({ clashes, taken }: Conflict, isChanged: boolean, text: Text): string {
  const { t } = text
  if (!isChanged) return t('Both changes are the same, so nothing is left to save.')
  if (clashes.length === 0)
    return taken.length === 0
      ? t('Save again to keep your words.')
      : t('The two changes do not touch each other: save to keep both.')
  const names = (list: string[]) => list.map((name) => labelOf(name, text)).join(', ')
  const clash = t('Both of you changed {names}. Your words stay here until you decide.', {
    names: names(clashes.map(({ name }) => name)),
  })
  return taken.length === 0
    ? clash
    : `${clash} ${t('Their changes to {names} are taken over.', { names: names(taken) })}`
}
