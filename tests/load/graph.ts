// The run as a picture: requests a second, how long they took, memory, what went wrong. Grey and blue, so that it is read on white and on black.
import { writeFileSync } from 'node:fs'
import { quantile, timesOf } from './figures'
import type { Book } from './visit'
import type { Second, Watch } from './watch'

type Drawn = { began: number; end: number; book: Book; seconds: Second[]; watch: Watch }
type Point = { at: number; value: number }
type Panel = { title: string; unit: string; lines: { name: string; points: Point[] }[] }

const [WIDTH, LEFT, RIGHT, HEIGHT, GAP, TOP] = [720, 52, 12, 84, 46, 30]
const STEPS = 120
const MB = 2 ** 20
const INK = ['#3b82c4', '#c2703d']

/** Writes the SVG to `path`. */
export function drawGraph(path: string, { began, end, book, seconds, watch }: Drawn): void {
  const step = (end - began) / STEPS
  const buckets = Array.from({ length: STEPS }, (_, at) => {
    const from = began + at * step
    return { at: from + step / 2, answers: book.answers.filter((one) => one.at >= from && one.at < from + step) }
  })
  const answered = buckets.filter(({ answers }) => answers.length > 0)
  const within = seconds.filter(({ at }) => at >= began && at <= end)
  const panels: Panel[] = [
    {
      title: 'Requests a second',
      unit: '',
      lines: [{ name: '', points: buckets.map(({ at, answers }) => ({ at, value: (answers.length * 1_000) / step })) }],
    },
    {
      title: 'Time to the answer',
      unit: 'ms',
      lines: [0.95, 0.5].map((share) => ({
        name: share === 0.5 ? 'median' : 'p95',
        points: answered.map(({ at, answers }) => ({ at, value: quantile(timesOf(answers), share) })),
      })),
    },
    {
      title: 'Memory of the server',
      unit: 'MB',
      lines: [
        { name: 'resident', points: thinned(within.map(({ at, rss }) => ({ at, value: rss / MB }))) },
        {
          name: 'heap after a full collection',
          points: within.flatMap(({ at, kept }) => (kept === undefined ? [] : [{ at, value: kept.heapUsed / MB }])),
        },
      ],
    },
    {
      title: 'Wrong or unanswered',
      unit: '',
      lines: [
        {
          name: '',
          points: buckets.map(({ at, answers }) => ({
            at,
            value: answers.filter(({ outcome }) => outcome === 'wrong').length,
          })),
        },
      ],
    },
  ]
  const bottom = TOP + panels.length * (HEIGHT + GAP)
  const x = (at: number) => LEFT + ((at - began) / (end - began)) * (WIDTH - LEFT - RIGHT)
  const drawn = panels.map((panel, at) => drawPanel(panel, TOP + at * (HEIGHT + GAP), x))
  const gaps = watch.gaps.map(({ at, seconds: long }) => {
    const from = x(Math.max(began, at))
    const width = Math.max(1, x(Math.min(end, at + long * 1_000)) - from)
    return `<rect x="${round(from)}" y="${TOP}" width="${round(width)}" height="${bottom - TOP - GAP}" fill="#808080" fill-opacity=".25"/>`
  })
  writeFileSync(
    path,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom}" role="img" aria-label="${summary(panels)}" font-family="system-ui, sans-serif" font-size="12" fill="#808080">
${[...gaps, ...drawn, minutes(began, end, x, bottom - GAP)].join('\n')}
</svg>
`,
  )
}

function drawPanel({ title, unit, lines }: Panel, top: number, x: (at: number) => number): string {
  const highest = niceAbove(Math.max(1, ...lines.flatMap(({ points }) => points.map(({ value }) => value))))
  const y = (value: number) => top + HEIGHT - (value / highest) * HEIGHT
  const scale = [0, highest / 2, highest].map(
    (value) =>
      `<path d="M${LEFT} ${round(y(value))}H${WIDTH - RIGHT}" stroke="#808080" stroke-opacity=".3"/><text x="${LEFT - 6}" y="${round(y(value) + 4)}" text-anchor="end">${value}</text>`,
  )
  const names = lines.flatMap(({ name }, at) =>
    name === '' ? [] : [`<tspan dx="14" fill="${INK[at]}">${name}</tspan>`],
  )
  const paths = lines.map(({ points }, at) => {
    const path = points.map((point) => `${round(x(point.at))} ${round(y(point.value))}`).join('L')
    return points.length === 0 ? '' : `<path d="M${path}" fill="none" stroke="${INK[at]}" stroke-width="1.5"/>`
  })
  const label = `<text x="${LEFT}" y="${top - 10}" font-weight="600">${title}${unit === '' ? '' : `, ${unit}`}${names.join('')}</text>`
  return [label, ...scale, ...paths].join('\n')
}

function minutes(began: number, end: number, x: (at: number) => number, y: number): string {
  const all = (end - began) / 60_000
  const every = [0.1, 0.5, 1, 2, 5, 10].find((one) => all / one <= 12) ?? 30
  return Array.from({ length: Math.floor(all / every) + 1 }, (_, at) => {
    const minute = round(at * every)
    return `<text x="${round(x(began + at * every * 60_000))}" y="${y + 18}" text-anchor="middle">${minute}${at === 0 ? ' min' : ''}</text>`
  }).join('')
}

/** At most a few hundred points, each the highest of its stretch. */
function thinned(points: Point[]): Point[] {
  const stretch = Math.ceil(points.length / 300)
  return points.flatMap((point, at) =>
    at % stretch === 0
      ? [{ ...point, value: Math.max(...points.slice(at, at + stretch).map(({ value }) => value)) }]
      : [],
  )
}

function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 6, 10].find((one) => one * power >= value) ?? 10) * power
}

const summary = (panels: Panel[]) => panels.map(({ title }) => title.toLowerCase()).join(', ')
const round = (value: number) => Math.round(value * 10) / 10
