// Draws the map into its canvas: the points in slices into a picture of their own, so that no frame takes long, and over it what changes under the hand.
import type { MapPoints } from '@/lib/shared/memory-map'
import { type Inks, onNewInks, readInks } from './inks'
import { drawLabels, type Label } from './labels'
import { dot, drawCross, drawRectangle, radiusFor, ring } from './marks'
import { type Look, onScreen, type Rectangle, type Size, type Spot, spotOf } from './plane'

export type Scene = {
  points: MapPoints
  /** Words and sizes of the groups, as they are written. */
  labels: readonly Label[]
  look: Look
  /** For each point 1 where it is selected. */
  selected: Uint8Array
  /** The group that is picked out: the others step back. */
  group: number | null
  /** The point under the hand, and the one that is open. */
  pointed: number | null
  open: number | null
  rectangle: Rectangle | null
  /** Where the keyboard is. */
  cross: Spot | null
}

/** Longest stretch of drawing before the page is let at its input again. */
const SLICE_MS = 6
const LOOK_UP = 256

type Picture = { canvas: HTMLCanvasElement; look: Look; anchors: (Spot | null)[] }

export class MapPainter {
  readonly #canvas: HTMLCanvasElement
  #scene: Scene
  #inks: Inks
  #size: Size = { width: 0, height: 0 }
  /** The picture of the points that is shown, and the one that is being drawn. */
  #shown: Picture | null = null
  #drawing: { picture: Picture; steps: Generator<void> } | null = null
  #spare: HTMLCanvasElement | null = null
  #frame = 0
  readonly #endInks: () => void

  constructor(canvas: HTMLCanvasElement, scene: Scene) {
    this.#canvas = canvas
    this.#scene = scene
    this.#inks = readInks(canvas.parentElement ?? document.body)
    this.#endInks = onNewInks(() => {
      this.#inks = readInks(canvas.parentElement ?? document.body)
      this.#begin()
    })
    // the reading face may arrive later than the points
    void document.fonts.load(`17px ${this.#inks.reading}`).then(() => this.#schedule())
  }

  /** Shows a changed scene with the next frame. */
  show(change: Partial<Scene>): void {
    const before = this.#scene
    this.#scene = { ...before, ...change }
    const { points, look, selected, group } = this.#scene
    const isSame =
      points === before.points && look === before.look && selected === before.selected && group === before.group
    if (points !== before.points) this.#shown = null
    if (isSame) this.#schedule()
    else this.#begin()
  }

  resize(size: Size): void {
    const ratio = devicePixelRatio
    this.#size = size
    this.#canvas.width = Math.round(size.width * ratio)
    this.#canvas.height = Math.round(size.height * ratio)
    this.#shown = null
    this.#begin()
  }

  /** Gives the pictures' memory back. */
  dispose(): void {
    cancelAnimationFrame(this.#frame)
    this.#endInks()
    for (const canvas of [this.#canvas, this.#shown?.canvas, this.#drawing?.picture.canvas, this.#spare])
      if (canvas) canvas.width = canvas.height = 0
    this.#shown = null
    this.#drawing = null
    this.#spare = null
  }

  #begin(): void {
    const canvas = this.#drawing?.picture.canvas ?? this.#spare ?? document.createElement('canvas')
    this.#spare = null
    const picture: Picture = { canvas, look: this.#scene.look, anchors: [] }
    this.#drawing = { picture, steps: this.#drawPoints(picture) }
    this.#schedule()
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    if (this.#size.width === 0) return
    const began = performance.now()
    const drawing = this.#drawing
    if (drawing !== null) {
      let isDone = false
      while (!isDone && performance.now() - began < SLICE_MS) isDone = drawing.steps.next().done === true
      if (isDone) {
        this.#spare = this.#shown?.canvas ?? null
        this.#shown = drawing.picture
        this.#drawing = null
      } else this.#schedule()
    }
    this.#compose()
  }

  *#drawPoints(picture: Picture): Generator<void> {
    const { points, look, selected, group, labels } = this.#scene
    const { width, height } = this.#size
    picture.canvas.width = this.#canvas.width
    picture.canvas.height = this.#canvas.height
    const context = picture.canvas.getContext('2d')
    if (context === null) return
    context.scale(devicePixelRatio, devicePixelRatio)
    const radius = radiusFor(points.count, this.#size)
    const dots = {
      plain: dot(this.#inks.dot, radius, 0.62),
      faint: dot(this.#inks.faint, radius, 0.4),
      strong: dot(this.#inks.ink, radius, 0.85),
      selected: dot(this.#inks.pen, radius + 0.5, 0.85),
    }
    const middles = labels.map(() => ({ x: 0, y: 0, count: 0 }))
    const kindOf = (index: number): keyof typeof dots =>
      selected[index] === 1 ? 'selected' : group === null ? 'plain' : points.group[index] === group ? 'strong' : 'faint'
    // what steps back lies below what is picked out, and that below what is selected
    for (const kinds of [['plain', 'faint'], ['strong'], ['selected']] as const)
      for (let index = 0; index < points.count; index++) {
        if (index % LOOK_UP === 0) yield
        const kind = kindOf(index)
        if (!kinds.some((one) => one === kind)) continue
        const { x, y } = spotOf(points, index, look)
        if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue
        const { image, side } = dots[kind]
        context.drawImage(image, x - side / 2, y - side / 2, side, side)
        const middle = middles[points.group[index] ?? 0]
        if (middle === undefined) continue
        middle.x += points.x[index] ?? 0
        middle.y += points.y[index] ?? 0
        middle.count++
      }
    picture.anchors = middles.map(({ x, y, count }) => (count === 0 ? null : { x: x / count, y: y / count }))
  }

  #compose(): void {
    const context = this.#canvas.getContext('2d')
    if (context === null) return
    const { width, height } = this.#size
    const { look, points, labels, group, pointed, open, rectangle, cross } = this.#scene
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    context.clearRect(0, 0, width, height)
    const picture = this.#shown ?? this.#drawing?.picture
    if (picture !== undefined && picture.canvas.width > 0) {
      // until the sharp picture is there the one before stands in, moved to where it belongs
      const by = look.scale / picture.look.scale
      context.drawImage(
        picture.canvas,
        look.x - picture.look.x * by,
        look.y - picture.look.y * by,
        width * by,
        height * by,
      )
      drawLabels(context, {
        labels,
        spots: picture.anchors.map((at) => (at === null ? null : onScreen(at, look))),
        picked: group,
        size: this.#size,
        inks: this.#inks,
      })
    }
    const radius = radiusFor(points.count, this.#size)
    for (const [index, colour] of [
      [open, this.#inks.pen],
      [pointed, this.#inks.ink],
    ] as const)
      if (index !== null) ring(context, spotOf(points, index, look), radius + 4, colour, this.#inks.paper)
    if (rectangle !== null) drawRectangle(context, rectangle, this.#inks.pen)
    if (cross !== null) drawCross(context, cross, this.#inks)
  }
}
