// What mouse, finger, pen and keys do on the map: point, open, select by a rectangle, move, come closer.
import type { MapPoints } from '@/lib/shared/memory-map'
import {
  isWhole,
  type Look,
  moved,
  nearest,
  onMap,
  onScreen,
  type Rectangle,
  type Size,
  type Spot,
  wholeLook,
  within,
  zoomed,
} from './plane'

/** What a drag does. */
export type Mode = 'select' | 'move'
export type How = 'add' | 'remove'

export type HandEvents = {
  onLook: (look: Look, isWhole: boolean) => void
  onPoint: (pointed: { point: number; by: 'pointer' | 'keys' } | null) => void
  onRectangle: (rectangle: Rectangle | null) => void
  onCross: (cross: Spot | null) => void
  onSelect: (points: number[], how: How) => void
  onOpen: (point: number) => void
  /** A click on nothing. */
  onNothing: () => void
}

const REACH = { mouse: 10, pen: 14, touch: 22, keys: 40 }
const STILL = 5
const STEP = 24
const CLOSER = 1.5

type Drag = { from: Spot; last: Spot; does: Mode; how: How; hasMoved: boolean }

export class MapHand {
  readonly #surface: HTMLElement
  readonly #events: HandEvents
  readonly #ending = new AbortController()
  #points: MapPoints
  #size: Size = { width: 0, height: 0 }
  #whole: Look = { scale: 1, wide: 1, x: 0, y: 0 }
  #look: Look = this.#whole
  #mode: Mode = 'select'
  #drag: Drag | null = null
  readonly #fingers = new Map<number, Spot>()
  #cross: Spot | null = null
  /** Where a rectangle drawn by keys began. */
  #anchor: Spot | null = null
  #isSpaceHeld = false

  constructor(surface: HTMLElement, points: MapPoints, events: HandEvents) {
    this.#surface = surface
    this.#points = points
    this.#events = events
    const { signal } = this.#ending
    const on = <K extends keyof HTMLElementEventMap>(name: K, does: (event: HTMLElementEventMap[K]) => void) =>
      surface.addEventListener(name, does, { signal, passive: false })
    on('pointerdown', (event) => this.#down(event))
    on('pointermove', (event) => this.#move(event))
    on('pointerup', (event) => this.#up(event))
    on('pointercancel', (event) => this.#lose(event))
    on('pointerleave', () => this.#drag === null && this.#events.onPoint(null))
    on('wheel', (event) => this.#wheel(event))
    on('keydown', (event) => this.#key(event))
    on('keyup', (event) => {
      if (event.key === ' ') this.#isSpaceHeld = false
    })
    on('blur', () => this.#leave())
  }

  dispose(): void {
    this.#ending.abort()
  }

  /** Other points: seen whole again, unless they are the same memories drawn anew. */
  setPoints(points: MapPoints): void {
    this.#points = points
    this.#setWhole()
  }

  setSize(size: Size): void {
    const cross = this.#cross === null ? null : onMap(this.#cross, this.#look)
    this.#size = size
    this.#setWhole()
    if (cross !== null) this.#setCross(onScreen(cross, this.#look))
  }

  setMode(mode: Mode): void {
    this.#mode = mode
    this.#letPageScroll()
  }

  zoom(by: number): void {
    this.#zoomAt(by, this.#cross ?? { x: this.#size.width / 2, y: this.#size.height / 2 })
  }

  showWhole(): void {
    this.#setLook(this.#whole)
  }

  #setWhole(): void {
    const wasWhole = isWhole(this.#look, this.#whole)
    const before = this.#whole
    this.#whole = wholeLook(this.#points, this.#size)
    // as close as before
    const scale = this.#look.scale * (this.#whole.scale / before.scale)
    this.#setLook(wasWhole ? this.#whole : moved({ ...this.#look, scale }, { x: 0, y: 0 }, this.#size))
  }

  #setLook(look: Look): void {
    this.#look = look
    this.#letPageScroll()
    this.#events.onLook(look, isWhole(look, this.#whole))
  }

  /** A finger scrolls the page where there is nothing on the map for it to do. */
  #letPageScroll(): void {
    const isIdle = this.#mode === 'move' && isWhole(this.#look, this.#whole)
    this.#surface.style.touchAction = isIdle ? 'pan-y' : 'none'
  }

  #zoomAt(by: number, at: Spot): void {
    this.#setLook(zoomed(this.#look, by, at, this.#whole))
  }

  #down(event: PointerEvent): void {
    if (event.button > 1) return
    const at = this.#spot(event)
    this.#surface.setPointerCapture(event.pointerId)
    this.#fingers.set(event.pointerId, at)
    this.#setCross(null)
    if (this.#fingers.size > 1) {
      this.#drag = null // two fingers move and stretch
      this.#events.onRectangle(null)
      return
    }
    const does = event.button === 1 || this.#isSpaceHeld ? 'move' : this.#mode
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
    else this.#setLook(moved(this.#look, { x: at.x - drag.last.x, y: at.y - drag.last.y }, this.#size))
    drag.last = at
  }

  #stretch(finger: number, before: Spot, at: Spot): void {
    const other = [...this.#fingers].find(([id]) => id !== finger)?.[1]
    if (other === undefined) return
    const by =
      Math.hypot(at.x - other.x, at.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1)
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }
    const look = zoomed(this.#look, by, middle, this.#whole)
    this.#setLook(
      isWhole(look, this.#whole)
        ? look
        : moved(look, { x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 }, this.#size),
    )
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag
    this.#lose(event)
    if (drag === null) return
    const at = this.#spot(event)
    if (drag.hasMoved) {
      if (drag.does === 'select')
        this.#events.onSelect(within(this.#points, this.#look, { from: drag.from, to: at }), drag.how)
      return
    }
    if (event.button !== 0) return
    const reach = event.pointerType === 'touch' ? REACH.touch : event.pointerType === 'pen' ? REACH.pen : REACH.mouse
    const point = nearest(this.#points, this.#look, at, reach)
    if (point === null) this.#events.onNothing()
    else this.#events.onOpen(point)
  }

  #lose(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId)
    this.#drag = null
    this.#events.onRectangle(null)
  }

  #pointAt(at: Spot, by: 'mouse' | 'touch'): void {
    const point = nearest(this.#points, this.#look, at, REACH[by])
    this.#events.onPoint(point === null ? null : { point, by: 'pointer' })
  }

  #wheel(event: WheelEvent): void {
    // there is no further out than everything: the page goes on scrolling
    if (event.deltaY > 0 && isWhole(this.#look, this.#whole) && !event.ctrlKey) return
    event.preventDefault()
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY
    this.#zoomAt(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), this.#spot(event))
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return
    const isTaken = this.#keyDone(event)
    if (!isTaken) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** @returns whether the key means something here */
  #keyDone({ key, shiftKey, altKey }: KeyboardEvent): boolean {
    const step = ARROWS[key]
    const how = altKey ? 'remove' : 'add'
    if (step !== undefined) this.#stepCross(step, shiftKey)
    else if (key === '+' || key === '=') this.zoom(CLOSER)
    else if (key === '-') this.zoom(1 / CLOSER)
    else if (key === '0') this.showWhole()
    else if (key === ' ') {
      this.#isSpaceHeld = true
      this.#takePoint((point) => this.#events.onSelect([point], how))
    } else if (key === 'Enter') {
      if (this.#anchor === null) this.#takePoint((point) => this.#events.onOpen(point))
      else this.#endRectangle(how)
    } else return key === 'Escape' && this.#dropRectangle()
    return true
  }

  #stepCross(step: Spot, isDrawing: boolean): void {
    const { width, height } = this.#size
    const from = this.#cross ?? { x: width / 2, y: height / 2 }
    const to = { x: from.x + step.x * STEP, y: from.y + step.y * STEP }
    const at = { x: Math.min(Math.max(to.x, 0), width), y: Math.min(Math.max(to.y, 0), height) }
    // at the edge the map comes along
    if (!isDrawing && (at.x !== to.x || at.y !== to.y) && !isWhole(this.#look, this.#whole))
      this.#setLook(moved(this.#look, { x: at.x - to.x, y: at.y - to.y }, this.#size))
    if (isDrawing) this.#anchor ??= from
    else this.#anchor = null
    this.#setCross(at)
    this.#events.onRectangle(this.#anchor === null ? null : { from: this.#anchor, to: at })
    const point = this.#anchor === null ? nearest(this.#points, this.#look, at, REACH.keys) : null
    this.#events.onPoint(point === null ? null : { point, by: 'keys' })
  }

  #takePoint(take: (point: number) => void): void {
    const point = this.#cross === null ? null : nearest(this.#points, this.#look, this.#cross, REACH.keys)
    if (point !== null) take(point)
  }

  #endRectangle(how: How): void {
    const [from, to] = [this.#anchor, this.#cross]
    this.#dropRectangle()
    if (from !== null && to !== null) this.#events.onSelect(within(this.#points, this.#look, { from, to }), how)
  }

  /** @returns whether there was one */
  #dropRectangle(): boolean {
    const wasThere = this.#anchor !== null || this.#drag?.hasMoved === true
    this.#anchor = null
    this.#drag = null
    this.#events.onRectangle(null)
    return wasThere
  }

  #setCross(cross: Spot | null): void {
    this.#cross = cross
    if (cross === null) this.#anchor = null
    this.#events.onCross(cross)
  }

  #leave(): void {
    this.#isSpaceHeld = false
    this.#dropRectangle()
    this.#setCross(null)
    this.#events.onPoint(null)
  }

  #spot(event: MouseEvent): Spot {
    const { left, top } = this.#surface.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
}

const ARROWS: Record<string, Spot> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
