// What mouse, finger and pen do on the map: point, open, select by a rectangle, move, come closer.
import type { Glass } from './glass'
import { nearest, type Rectangle, type Spot, within } from './plane'

/** What a drag does. */
export type Mode = 'select' | 'move'
export type How = 'add' | 'remove'

export type HandEvents = {
  onPoint: (pointed: { point: number; by: 'pointer' | 'keys' } | null) => void
  onRectangle: (rectangle: Rectangle | null) => void
  onSelect: (points: number[], how: How) => void
  onOpen: (point: number) => void
  /** A click on nothing. */
  onNothing: () => void
}

const REACH = { mouse: 10, pen: 14, touch: 22 }
const STILL = 5

type Drag = { from: Spot; last: Spot; does: Mode; how: How; hasMoved: boolean }

export class MapHand {
  readonly #surface: HTMLElement
  readonly #glass: Glass
  readonly #events: HandEvents
  #mode: Mode = 'select'
  #drag: Drag | null = null
  readonly #fingers = new Map<number, Spot>()

  /** @param signal ends it */
  constructor(surface: HTMLElement, glass: Glass, events: HandEvents, signal: AbortSignal) {
    this.#surface = surface
    this.#glass = glass
    this.#events = events
    const on = <K extends keyof HTMLElementEventMap>(name: K, does: (event: HTMLElementEventMap[K]) => void) =>
      surface.addEventListener(name, does, { signal, passive: false })
    on('pointerdown', (event) => this.#down(event))
    on('pointermove', (event) => this.#move(event))
    on('pointerup', (event) => this.#up(event))
    on('pointercancel', (event) => this.#lose(event))
    on('pointerleave', () => this.#drag === null && events.onPoint(null))
    on('wheel', (event) => this.#wheel(event))
  }

  setMode(mode: Mode): void {
    this.#mode = mode
    this.letPageScroll()
  }

  /** A finger scrolls the page where there is nothing on the map for it to do. */
  letPageScroll(): void {
    this.#surface.style.touchAction = this.#mode === 'move' && this.#glass.isWhole ? 'pan-y' : 'none'
  }

  /** Lets go of a rectangle that is being drawn. @returns whether there was one */
  letGo(): boolean {
    const wasDrawing = this.#drag?.hasMoved === true
    this.#drag = null
    return wasDrawing
  }

  #down(event: PointerEvent): void {
    if (event.button > 1) return
    const at = this.#spot(event)
    this.#surface.setPointerCapture(event.pointerId)
    this.#fingers.set(event.pointerId, at)
    if (this.#fingers.size > 1) {
      this.#drag = null // two fingers move and stretch
      this.#events.onRectangle(null)
      return
    }
    const does = event.button === 1 ? 'move' : this.#mode
    this.#drag = { from: at, last: at, does, how: event.altKey ? 'remove' : 'add', hasMoved: false }
    if (event.button === 1) event.preventDefault() // no scrolling by itself
  }

  #move(event: PointerEvent): void {
    const at = this.#spot(event)
    const before = this.#fingers.get(event.pointerId)
    if (before !== undefined) this.#fingers.set(event.pointerId, at)
    if (this.#fingers.size === 2 && before !== undefined) this.#stretch(event.pointerId, before, at)
    else if (this.#drag === null) this.#pointAt(at, event.pointerType === 'mouse' ? 'mouse' : 'touch')
    else this.#dragTo(this.#drag, at)
  }

  #dragTo(drag: Drag, at: Spot): void {
    if (!drag.hasMoved && Math.hypot(at.x - drag.from.x, at.y - drag.from.y) < STILL) return
    if (!drag.hasMoved) this.#events.onPoint(null)
    drag.hasMoved = true
    if (drag.does === 'select') this.#events.onRectangle({ from: drag.from, to: at })
    else this.#glass.move({ x: at.x - drag.last.x, y: at.y - drag.last.y })
    drag.last = at
  }

  #stretch(finger: number, before: Spot, at: Spot): void {
    const other = [...this.#fingers].find(([id]) => id !== finger)?.[1]
    if (other === undefined) return
    const apart = (spot: Spot) => Math.max(Math.hypot(spot.x - other.x, spot.y - other.y), 1)
    this.#glass.zoom(apart(at) / apart(before), { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 })
    if (!this.#glass.isWhole) this.#glass.move({ x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 })
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag
    this.#lose(event)
    if (drag === null) return
    const { points, look } = this.#glass
    const at = this.#spot(event)
    if (drag.hasMoved) {
      if (drag.does === 'select') this.#events.onSelect(within(points, look, { from: drag.from, to: at }), drag.how)
      return
    }
    if (event.button !== 0) return
    const reach = event.pointerType === 'touch' ? REACH.touch : event.pointerType === 'pen' ? REACH.pen : REACH.mouse
    const point = nearest(points, look, at, reach)
    if (point === null) this.#events.onNothing()
    else this.#events.onOpen(point)
  }

  #lose(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId)
    this.#drag = null
    this.#events.onRectangle(null)
  }

  #pointAt(at: Spot, by: 'mouse' | 'touch'): void {
    const point = nearest(this.#glass.points, this.#glass.look, at, REACH[by])
    this.#events.onPoint(point === null ? null : { point, by: 'pointer' })
  }

  #wheel(event: WheelEvent): void {
    // there is no further out than everything: the page goes on scrolling
    if (event.deltaY > 0 && this.#glass.isWhole && !event.ctrlKey) return
    event.preventDefault()
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY
    this.#glass.zoom(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), this.#spot(event))
  }

  #spot(event: MouseEvent): Spot {
    const { left, top } = this.#surface.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
}
