// Where a memory comes from and whether agents find it: only what the store can vouch for.
import { LocalTime } from '@/components/ui/local-time'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'

export function Provenance({ memory, timeZone }: { memory: Memory; timeZone: string }) {
  const isChanged = memory.updatedAt !== memory.createdAt
  const by = memory.writtenBy === 'you' ? 'by you, here' : 'outside this dashboard'
  return (
    <dl className="facts">
      <dt>Learned</dt>
      <dd>
        <LocalTime at={memory.createdAt} timeZone={timeZone} />
        {isChanged ? null : `, ${by}`}
      </dd>
      {isChanged ? (
        <>
          <dt>Changed</dt>
          <dd>
            <LocalTime at={memory.updatedAt} timeZone={timeZone} style="date-time" />, {by}
          </dd>
        </>
      ) : null}
      <dt>Kept until</dt>
      <dd>
        {memory.expiresAt === null ? (
          'No end date'
        ) : (
          <LocalTime at={memory.expiresAt} timeZone={timeZone} style="date-time" />
        )}
        {memory.expired ? '. Expired, the agent still sees it' : null}
      </dd>
      {memory.child.length === 0 ? null : (
        <>
          <dt>Kept under</dt>
          <dd dir="auto">{memory.child.map(visible).join(' › ')}</dd>
        </>
      )}
    </dl>
  )
}

export function SearchEntry({ memory }: { memory: Memory }) {
  return (
    <p className="quiet">
      {memory.searchable
        ? 'Agents can find this by meaning.'
        : 'Not searchable by meaning yet, so agents do not find it either. Saving an edit makes its search entry.'}
    </p>
  )
}
