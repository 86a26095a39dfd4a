// Makes everything searchable by meaning that is not, of what the list is narrowed to.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useText } from '#text'
import { FieldProblem } from '@/components/ui/field'
import type { MemoryFilter } from '@/lib/shared/filter'
import type { Job } from '@/lib/shared/job'
import type { Result } from '@/lib/shared/result'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useOperation } from '../editing/use-operation'
import { viewSearch } from '../search'
import { selectAll, startMany } from './actions'
import { follow, jobsQuery } from './jobs'

export function RenewAll({ count, filter }: { count: number; filter: MemoryFilter }) {
  const { t, plural } = useText()
  const client = useQueryClient()
  const operation = useOperation()
  const renewing = useMutation({
    mutationFn: async (): Promise<Result<Job>> => {
      const search = viewSearch({ filter: { ...filter, searchable: 'no' } })
      const frozen = await selectAll({ search, isShort: false, first: null }, viewerMark())
      if (!frozen.ok) return frozen
      const { id: selection, count } = frozen.value
      return startMany({ operation: operation(selection), kind: 'renew', selection, count }, viewerMark())
    },
    onSuccess: (result) =>
      result.ok ? follow(client, result.value) : client.invalidateQueries({ queryKey: ['memories'] }),
    onError: () => client.invalidateQueries(jobsQuery()),
  })
  const isWorking =
    renewing.isPending ||
    client.getQueryData(jobsQuery().queryKey)?.some(({ kind, state }) => kind === 'renew' && state === 'running')
  const problem =
    renewing.data?.ok === false
      ? visible(renewing.data.sentence)
      : renewing.isError
        ? t('The dashboard did not answer. Try again: sent twice, it is done once.')
        : null
  return (
    <>
      <button type="button" className="link" disabled={isWorking} onClick={() => renewing.mutate()}>
        {plural(count, 'Make {count} searchable', 'Make {count} searchable')}
      </button>
      {problem === null ? null : (
        <div className="field">
          <FieldProblem id="renew-problem">{problem}</FieldProblem>
        </div>
      )}
    </>
  )
}
