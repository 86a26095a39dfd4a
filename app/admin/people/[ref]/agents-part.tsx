// Who wrote a person's memories last, and who read them.
import { useText } from '#text'
import { WhatIsListed } from '@/components/memory/reads'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import type { MemoryStore } from '@/lib/store/memory-store'
import type { PersonAgent } from '@/lib/store/people/person'
import { readLogDays } from '@/lib/store/read-log'
import { agentWords } from '../words'

type Props = { agents: PersonAgent[]; store: MemoryStore; timeZone: string }

export function AgentsPart({ agents, store, timeZone }: Props) {
  const text = useText()
  const { t, number } = text
  const when = (at: string | null) => (at === null ? '' : <LocalTime at={at} timeZone={timeZone} style="recent" />)
  return (
    <section className="chapter" aria-labelledby="agents-title">
      <h2 id="agents-title">{t('Who wrote and read')}</h2>
      <div>
        {agents.length === 0 ? (
          <p className="prose lead">{t('Nobody has written or read anything that is still known.')}</p>
        ) : (
          <table className="table fold who">
            <thead>
              <tr>
                <th scope="col">{t('Who')}</th>
                <th scope="col" className="n">
                  {t('Wrote last')}
                </th>
                <th scope="col" className="n">
                  {t('Searches')}
                </th>
                <th scope="col" className="n">
                  {t('Other reads')}
                </th>
                <th scope="col" className="n">
                  {t('Last written')}
                </th>
                <th scope="col" className="n">
                  {t('Last read')}
                </th>
              </tr>
            </thead>
            <tbody>
              {agents.map(({ code, memories, searches, reads, lastWrite, lastRead }) => (
                <tr key={code}>
                  <th scope="row">
                    <bdi>
                      <ShownText text={agentWords(code, text)} />
                    </bdi>
                  </th>
                  <td className="n">
                    {number(memories)}
                    <span className="fold-only"> {t('written last')}</span>
                  </td>
                  <td className="n">
                    {number(searches)}
                    <span className="fold-only"> {t('searches')}</span>
                  </td>
                  <td className="n">
                    {number(reads)}
                    <span className="fold-only"> {t('other reads')}</span>
                  </td>
                  <td className="n quiet wide-only">{when(lastWrite)}</td>
                  <td className="n quiet">{when(lastRead)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="note mt-4">
          {t(
            'Whatever writes the agent’s tables without this library has no name here, and what it reads is not recorded.',
          )}
        </p>
        <WhatIsListed days={readLogDays(store)} />
      </div>
    </section>
  )
}
