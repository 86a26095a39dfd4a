// What a version of a memory changed, in words: by field, a person's hand in pen. Nothing here can be clicked.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { WordDiff } from '@/components/ui/word-diff'
import { isHand as isByHand, type Kept, type Version } from '@/lib/shared/history'
import { type LeafChange, leafChanges } from '@/lib/shared/value-diff'
import { visible } from '@/lib/shared/value-words'
import { AuthorName } from './author'
import { KeptUntil } from './kept-until'

export type VersionChangeProps = {
  version: Version
  /** The version before it, where that is known. */
  before: Version | null
  timeZone: string
  /** At most so many fields; the rest is counted. */
  fields?: number
}

export function VersionChange({ version, before, timeZone, fields = 6 }: VersionChangeProps) {
  const reader = useText()
  const { t, plural } = reader
  const earlier = version.earlier === 'kept' ? before : null
  const isHand = isByHand(version.by)
  if (version.how === 'expiry' && earlier !== null)
    return <KeptChange from={earlier.kept} to={version.kept} timeZone={timeZone} isHand={isHand} />
  if (version.json === null || (earlier !== null && earlier.json === null))
    return <p className="said-not">{t('Too large to compare here')}</p>
  const changes = leafChanges(earlier?.json ?? null, version.json, reader)
  if (changes.length === 0)
    return version.how === 'rename' ? null : (
      <p className="said-not">{earlier === null ? t('Nothing in it') : t('The text stayed the same.')}</p>
    )
  // "1 more" takes the place of the one it counts
  const shown = changes.length === fields + 1 ? changes : changes.slice(0, fields)
  return (
    <>
      {shown.map((change, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the changes never move.
        <Leaf change={change} isHand={isHand} isPlain={version.earlier === 'lost'} key={at} />
      ))}
      {changes.length > shown.length ? (
        <p className="said-not">{plural(changes.length - shown.length, '{count} more field', '{count} more fields')}</p>
      ) : null}
    </>
  )
}

function Leaf({ change, isHand, isPlain }: { change: LeafChange; isHand: boolean; isPlain: boolean }) {
  const label =
    change.label === '' ? null : (
      <>
        <span className="label" dir="auto">
          <ShownText text={change.label} />
        </span>{' '}
      </>
    )
  if (isPlain)
    return (
      <p className="words whitespace-pre-line" dir="auto">
        {label}
        <ShownText text={shortened(change.after ?? '')} />
      </p>
    )
  return <WordDiff before={change.before ?? ''} after={change.after ?? ''} hand={isHand} label={label} brief />
}

function shortened(text: string): string {
  return text.length <= 600
    ? text
    : `${text
        .slice(0, 600)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}

type KeptProps = { from: Kept; to: Kept; timeZone: string; isHand: boolean }

function KeptChange({ from, to, timeZone, isHand }: KeptProps) {
  const { t } = useText()
  return (
    <p className={isHand ? 'hand' : undefined}>
      <span className="label">{t('Kept until')}</span>{' '}
      <del>
        <KeptUntil kept={from} timeZone={timeZone} />
      </del>{' '}
      <ins>
        <KeptUntil kept={to} timeZone={timeZone} />
      </ins>
    </p>
  )
}

/** Who wrote a version and how it came about: one after the other, in a line. */
export function VersionBy({ version, timeZone }: { version: Version; timeZone: string }) {
  const { t, rich } = useText()
  const { by, how, earlier, restoredAt, formerKey } = version
  const isLost = earlier === 'lost'
  return (
    <>
      {isLost && by.kind === 'outside' ? null : (
        <span className="author">
          <AuthorName by={by} />
        </span>
      )}
      {how === 'restore' ? (
        <span>
          {restoredAt === null
            ? t('Restored an earlier version')
            : rich('Restored the version of {when}', {
                when: <LocalTime at={restoredAt} timeZone={timeZone} style="date-time" />,
              })}
        </span>
      ) : null}
      {how === 'import' ? <span>{t('Imported from a file')}</span> : null}
      {how === 'rename' && formerKey !== null ? (
        <span dir="auto">{t('Renamed from {key}', { key: visible(formerKey) })}</span>
      ) : null}
      {isLost ? (
        <span>
          {by.kind === 'outside'
            ? t('Changed outside this dashboard; the earlier text was not recorded')
            : t('The earlier text was not recorded')}
        </span>
      ) : null}
    </>
  )
}
