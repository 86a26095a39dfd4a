// The page's own lines while it waits, after 150 ms, in the heights of what will come.
import { useText } from '#text'

export type ListSkeletonProps = { rows?: number; kind?: 'results' | 'journal' }

export function ListSkeleton({ rows = 8, kind = 'results' }: ListSkeletonProps) {
  const journal = kind === 'journal'
  return (
    <div className="late pointer-events-none">
      <Loading />
      <div className={journal ? 'rows journal' : 'rows'} aria-hidden="true">
        {Array.from({ length: rows }, (_, index) => index).map((index) => (
          <div className="row" key={index}>
            <svg className="bones" height={journal ? 24 : 20} aria-hidden="true">
              <rect className="bone" y={journal ? 6 : 3} width="34" height={journal ? 12 : 14} rx="3" />
            </svg>
            <svg className="bones" height={journal ? 24 : 52} aria-hidden="true">
              <rect className="bone" y={journal ? 6 : 5} width={WIDTHS[index % WIDTHS.length]} height="14" rx="3" />
              {journal ? null : <rect className="bone" y="32" width={NOTES[index % NOTES.length]} height="9" rx="3" />}
            </svg>
          </div>
        ))}
      </div>
    </div>
  )
}

export function PanelSkeleton() {
  return (
    <div className="late">
      <Loading />
      <svg className="bones" height="420" aria-hidden="true">
        <rect className="bone" y="10" width="64" height="11" rx="3" />
        <rect className="bone" y="62" width="104" height="11" rx="3" />
        <rect className="bone" y="90" width="88%" height="19" rx="3" />
        <rect className="bone" y="122" width="46%" height="19" rx="3" />
        <rect className="bone" y="166" width="54" height="34" rx="6" />
        <rect className="bone" y="166" x="64" width="70" height="34" rx="6" />
        {[228, 328].map((top) => (
          <g key={top}>
            <rect className="bone" y={top} width="100%" height="1" />
            <rect className="bone" y={top + 20} width="128" height="11" rx="3" />
            <rect className="bone" y={top + 46} width="72" height="10" rx="3" />
            <rect className="bone" y={top + 46} x="108" width="44%" height="10" rx="3" />
            <rect className="bone" y={top + 70} width="60" height="10" rx="3" />
            <rect className="bone" y={top + 70} x="108" width="36%" height="10" rx="3" />
          </g>
        ))}
      </svg>
    </div>
  )
}

function Loading() {
  const { t } = useText()
  return (
    <p className="sr-only" role="status">
      {t('Loading')}
    </p>
  )
}

const WIDTHS = ['76%', '65%', '88%', '58%', '80%']
const NOTES = ['33%', '26%', '39%', '30%']
