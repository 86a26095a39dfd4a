// A cell with a time, in a table that folds: where the column heads are gone it says itself what the time is.
import { LocalTime, type LocalTimeProps } from './local-time'

type Props = Omit<LocalTimeProps, 'at'> & {
  label: string
  at: string | null
  /** What stands there without a time. */
  otherwise?: string
}

export function TimeCell({ label, at, otherwise, ...time }: Props) {
  return (
    <td className="under quiet">
      {at === null ? (
        otherwise
      ) : (
        <>
          <span className="fold-only">{label} </span>
          <LocalTime at={at} {...time} />
        </>
      )}
    </td>
  )
}
