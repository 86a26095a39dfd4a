// At the foot of a page while memories are selected: how many, and what can be done with all of them.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import { problemText } from '@/components/memory/problem-text'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { Key } from '@/components/ui/key'
import { useCommands } from '@/components/ui/use-commands'
import type { FrozenSelection, ItemProblem } from '@/lib/shared/job'
import { parseMemoryId } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { DeleteDialog, ExportDialog } from './bulk-dialogs'
import { type Pickable, type Selection, selection, useSelection } from './selection'
import { type Bulk, useBulk } from './use-bulk'

/** More are deleted only after a question: so many can be looked through at a glance. */
const WITHOUT_ASKING = 25

type Asked = 'delete' | 'renew' | 'export' | 'forget'
type Props = {
  /** The memories on this page. */
  shown: readonly Pickable[]
}

/** Mount it where memories are listed; it shows itself while something is being selected. */
export function BulkBar({ shown }: Props) {
  const state = useSelection()
  return state.isOn ? <Bar state={state} shown={shown} /> : null
}

function Bar({ state, shown }: Props & { state: Selection }) {
  const { t, plural, richPlural, number } = useText()
  const router = useRouter()
  const bulk = useBulk()
  const [dialog, setDialog] = useState<{ kind: 'delete' | 'export'; frozen: FrozenSelection } | null>(null)
  const asking = useMutation({
    mutationFn: async (what: Asked) => ({ what, result: await bulk.freeze() }),
    onSuccess: ({ what, result }) => {
      if (!result.ok) return
      if (what === 'forget') router.push(`/privacy/forget/chosen/${result.value.id}`)
      else if (what === 'renew' || (what === 'delete' && result.value.count <= WITHOUT_ASKING))
        bulk.start(what, result.value)
      else setDialog({ kind: what, frozen: result.value })
    },
  })
  const count = state.picked.size
  const elsewhere = count - shown.filter(({ id }) => state.picked.has(id)).length
  const isBusy = bulk.isStarting || state.job !== null
  const ask = (what: Asked) => {
    // a button that is asked keeps the focus: it goes back there from the dialog
    if (!isBusy && !asking.isPending && count > 0 && dialog === null) asking.mutate(what)
  }
  useCommands([
    { name: t('Delete what is selected'), key: 'Delete', isFirst: true, run: () => ask('delete') },
    { name: t('Export what is selected'), run: () => ask('export') },
    { name: t('Forget what is selected'), run: () => ask('forget') },
    { name: t('End the selection'), run: () => state.job === null && selection.end() },
  ])
  const problem = useProblem(
    asking.data?.result.ok === false ? asking.data.result.sentence : null,
    asking.isError,
    bulk,
  )
  const canRenew = [...state.picked.values()].some(({ searchable }) => searchable !== true)
  return (
    <section className="bulk" aria-label={t('What is selected')}>
      <p role="status">
        {count === 0
          ? t('Tick what you want to delete or export.')
          : richPlural(count, '{count} selected', '{count} selected', { count: <strong>{number(count)}</strong> })}
        {elsewhere > 0 ? (
          <span className="elsewhere">
            {plural(elsewhere, '{count} is not on this page', '{count} are not on this page')}
          </span>
        ) : null}
      </p>
      <div className="buttons">
        <Button look="erase" aria-keyshortcuts="Delete" disabled={isBusy || count === 0} onClick={() => ask('delete')}>
          {state.job === null ? plural(count, 'Delete {count}', 'Delete {count}') : t('At work…')}
        </Button>
        <Button disabled={isBusy || count === 0} onClick={() => ask('export')}>
          {t('Export')}
        </Button>
        <Button disabled={isBusy || count === 0} onClick={() => ask('forget')}>
          {t('Forget')}
        </Button>
        {canRenew && count > 0 ? (
          <Button disabled={isBusy} onClick={() => ask('renew')}>
            {t('Make searchable')}
          </Button>
        ) : null}
        <button
          type="button"
          className="link plain"
          disabled={state.job !== null}
          aria-keyshortcuts="Escape"
          onClick={() => selection.end()}
        >
          {t('Done##selecting')} <Key>Esc</Key>
        </button>
      </div>
      <LeftOutList state={state} />
      {problem === null ? null : <FieldProblem id="bulk-problem">{problem}</FieldProblem>}
      {dialog === null ? null : dialog.kind === 'delete' ? (
        <DeleteDialog
          frozen={dialog.frozen}
          ids={[...state.picked.keys()]}
          elsewhere={elsewhere}
          changed={[...state.picked.values()].filter(({ problem }) => problem === 'changed').length}
          onClose={() => setDialog(null)}
          onConfirm={() => {
            setDialog(null)
            bulk.start('delete', dialog.frozen)
          }}
        />
      ) : (
        <ExportDialog frozen={dialog.frozen} onClose={() => setDialog(null)} />
      )}
    </section>
  )
}

function useProblem(refused: string | null, isUnanswered: boolean, { problem }: Bulk): string | null {
  const { t } = useText()
  if (isUnanswered || problem?.sentence === null)
    return t('The dashboard did not answer. Try again: sent twice, it is done once.')
  const sentence = refused ?? problem?.sentence ?? null
  return sentence === null ? null : visible(sentence)
}

const LISTED = 100

/** What the last job has left, and why: it may stand on other pages of the list. */
function LeftOutList({ state: { picked } }: { state: Selection }) {
  const text = useText()
  const left = [...picked].filter(
    (one): one is [string, { problem: ItemProblem } & (typeof one)[1]] => one[1].problem !== null,
  )
  if (left.length === 0) return null
  return (
    <details className="why-list">
      <summary>{text.plural(left.length, 'Why {count} was left', 'Why {count} were left')}</summary>
      <ul>
        {left.slice(0, LISTED).map(([id, { problem }]) => (
          <li key={id}>
            <a href={`/memories/${id}`}>
              <bdi>{visible(parseMemoryId(id)?.key ?? '')}</bdi>
            </a>{' '}
            <span className="note">{problemText(problem, text.t)}</span>
          </li>
        ))}
        {left.length > LISTED ? <li>{text.t('and {count} more', { count: left.length - LISTED })}</li> : null}
      </ul>
    </details>
  )
}
