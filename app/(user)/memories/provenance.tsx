// Where a memory comes from and whether agents find it: only what the store can vouch for.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'

export function Provenance({ memory, timeZone }: { memory: Memory; timeZone: string }) {
  const { t, rich } = useText()
  const isChanged = memory.updatedAt !== memory.createdAt
  const isYours = memory.writtenBy === 'you'
  const created = <LocalTime at={memory.createdAt} timeZone={timeZone} />
  const updated = <LocalTime at={memory.updatedAt} timeZone={timeZone} style="date-time" />
  return (
    <dl className="facts">
      <dt>{t('Learned')}</dt>
      <dd>
        {isChanged
          ? created
          : isYours
            ? rich('{when}, by you, here', { when: created })
            : rich('{when}, outside this dashboard', { when: created })}
      </dd>
      {isChanged ? (
        <>
          <dt>{t('Changed')}</dt>
          <dd>
            {isYours
              ? rich('{when}, by you, here', { when: updated })
              : rich('{when}, outside this dashboard', { when: updated })}
          </dd>
        </>
      ) : null}
      <dt>{t('Kept until')}</dt>
      <dd>
        <Ending memory={memory} timeZone={timeZone} />
      </dd>
      {memory.child.length === 0 ? null : (
        <>
          <dt>{t('Kept under')}</dt>
          <dd dir="auto">{memory.child.map(visible).join(' › ')}</dd>
        </>
      )}
    </dl>
  )
}

function Ending({ memory, timeZone }: { memory: Memory; timeZone: string }) {
  const { t, rich } = useText()
  if (memory.expiresAt === null) return t('No end date')
  const when = <LocalTime at={memory.expiresAt} timeZone={timeZone} style="date-time" />
  if (!memory.expired) return when
  return memory.leftOut
    ? rich('{when}. Expired, the agent no longer sees it', { when })
    : rich('{when}. Expired, the agent still sees it', { when })
}

export function SearchEntry({ memory }: { memory: Memory }) {
  const { t } = useText()
  return (
    <p className="quiet">
      {memory.searchable
        ? t('Agents can find this by meaning.')
        : t('Not searchable by meaning yet, so agents do not find it either. Saving an edit makes its search entry.')}
    </p>
  )
}
