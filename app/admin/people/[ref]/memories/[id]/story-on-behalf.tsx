// The story of somebody else's memory, with the way back to each version.
import { VersionBy, VersionChange } from '@/components/memory/version-change'
import { LocalTime } from '@/components/ui/local-time'
import { isHand, type MemoryHistory } from '@/lib/shared/history'
import type { Revealed } from '@/lib/store/on-behalf/revealed'
import { readText } from '../../../../../text-on-server'
import { HISTORY_TITLE } from './history-title'
import { RestoreOnBehalf } from './restore-on-behalf'

type Props = {
  personRef: string
  by: string
  reason: string
  memory: Revealed
  history: MemoryHistory
  timeZone: string
}

export async function StoryOnBehalf({ personRef, by, reason, memory, history, timeZone }: Props) {
  const { t, plural } = await readText()
  const { versions } = history
  const left = history.total - versions.length
  return (
    <section className="part" id="history">
      <header>
        <h2 id={HISTORY_TITLE} tabIndex={-1}>
          {t('History')}
        </h2>
        <span className="note end">{t('What a person wrote is blue')}</span>
      </header>
      <ol className="versions">
        {versions.map((version, at) => (
          <li key={version.number} className={isHand(version.by) ? 'hand' : undefined}>
            <div className="at">
              <b>{version.id === null ? t('Now') : t('Version {number}', { number: version.number })}</b>
              <LocalTime at={version.at} timeZone={timeZone} style="date-time" />
            </div>
            <div>
              <VersionChange version={version} before={versions[at + 1] ?? history.before} timeZone={timeZone} />
              <div className="by">
                <VersionBy version={version} timeZone={timeZone} />
                {version.id === null || version.json === null || version.json === memory.json ? null : (
                  <RestoreOnBehalf
                    {...{ personRef, by, reason, timeZone }}
                    memory={{ id: memory.id, version: memory.version, mark: memory.mark }}
                    version={{ id: version.id, number: version.number, at: version.at }}
                  />
                )}
              </div>
            </div>
          </li>
        ))}
      </ol>
      {left > 0 ? <p className="note">{plural(left, '{count} earlier version', '{count} earlier versions')}</p> : null}
    </section>
  )
}
