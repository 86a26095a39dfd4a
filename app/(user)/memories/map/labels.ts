// The groups' names on the map: words of memories, so in the reading face; the largest groups first, none over another.
import type { Inks } from './inks'
import type { Size, Spot } from './plane'

/** `count` as it is written: `1,204`. */
export type Label = { words: readonly string[]; count: string }

export type Labels = {
  labels: readonly Label[]
  /** Middle of what can be seen of each group; null where nothing can. */
  spots: readonly (Spot | null)[]
  /** The group that is picked out: its name comes first and is never left out. */
  picked: number | null
  size: Size
  inks: Inks
}

type Box = { left: number; top: number; right: number; bottom: number }

const COUNT_PX = 11
/** On a phone names are smaller and have fewer words. */
const NARROW = 480
const SHIFTS = [0, -1, 1, -2, 2]

/** Draws the names, and returns where each group's stands; null where there was no room. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  { labels, spots, picked, size, inks }: Labels,
): (Box | null)[] {
  const placed: (Box | null)[] = labels.map(() => null)
  const order = [...labels.keys()].sort((a, b) => Number(b === picked) - Number(a === picked) || a - b)
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.lineJoin = 'round'
  const fontPx = size.width < NARROW ? 15 : 17
  const room = size.width < NARROW ? 120 : 240
  for (const group of order) {
    const [label, spot] = [labels[group], spots[group]]
    if (label === undefined || spot === null || spot === undefined) continue
    context.font = `${group === picked ? 600 : 500} ${fontPx}px ${inks.reading}`
    const text = fitting(context, label.words, room)
    const width = Math.max(context.measureText(text).width, 24)
    const box = freePlace(spot, { width, height: fontPx + COUNT_PX + 6 }, size, placed, group === picked)
    if (box === null) continue
    placed[group] = box
    plate(context, box, inks.paper)
    const x = (box.left + box.right) / 2
    write(context, text, x, box.top + fontPx - 1, group === picked ? inks.pen : inks.ink, inks.paper)
    context.font = `500 ${COUNT_PX}px ${inks.plain}`
    write(context, label.count, x, box.top + fontPx + COUNT_PX + 2, group === picked ? inks.pen : inks.note, inks.paper)
  }
  return placed
}

/** As many of the words as there is room for; each in its own direction. */
function fitting(context: CanvasRenderingContext2D, words: readonly string[], room: number): string {
  let text = ''
  for (const word of words) {
    const longer = text === '' ? `\u2068${word}\u2069` : `${text}, \u2068${word}\u2069`
    if (text !== '' && context.measureText(longer).width > room) break
    text = longer
  }
  return text
}

function freePlace(
  { x, y }: Spot,
  { width, height }: Size,
  size: Size,
  placed: readonly (Box | null)[],
  isNeeded: boolean,
): Box | null {
  const left = Math.min(Math.max(x - width / 2, 4), Math.max(size.width - width - 4, 4))
  for (const shift of SHIFTS) {
    const top = Math.min(Math.max(y - height / 2 + shift * (height * 0.6), 2), size.height - height - 2)
    const box = { left, top, right: left + width, bottom: top + height }
    if (isNeeded || !placed.some((other) => other !== null && overlaps(box, other))) return box
  }
  return null
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right + 8 && b.left < a.right + 8 && a.top < b.bottom + 2 && b.top < a.bottom + 2
}

/** Paper under the words, so that points do not run through them, and can still be guessed. */
function plate(context: CanvasRenderingContext2D, { left, top, right, bottom }: Box, ground: string): void {
  context.fillStyle = ground
  context.globalAlpha = 0.72
  context.beginPath()
  context.roundRect(left - 4, top, right - left + 8, bottom - top, 3)
  context.fill()
  context.globalAlpha = 1
}

/** With a rim of paper round each letter. */
function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  ground: string,
): void {
  context.lineWidth = 3
  context.strokeStyle = ground
  context.strokeText(text, x, y)
  context.fillStyle = colour
  context.fillText(text, x, y)
}
