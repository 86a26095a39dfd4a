// What keys do on the map: a cross goes from place to place, points at the memory that is closest, and draws rectangles.
import type { Glass } from './glass'
import type { HandEvents, How } from './hand'
import { nearest, type Spot, within } from './plane'

export type CrossEvents = HandEvents & { onCross: (cross: Spot | null) => void }

const REACH = 40
const STEP = 24
const CLOSER = 1.5

export class MapCross {
  readonly #glass: Glass
  readonly #events: CrossEvents
  #at: Spot | null = null
  /** Where a rectangle began. */
  #anchor: Spot | null = null

  /**
   * @param letGo of what the pointer draws; says whether there was anything
   * @param signal ends it
   */
  constructor(surface: HTMLElement, glass: Glass, events: CrossEvents, letGo: () => boolean, signal: AbortSignal) {
    this.#glass = glass
    this.#events = events
    surface.addEventListener(
      'keydown',
      (event) => {
        if (event.ctrlKey || event.metaKey) return
        const isMeant = event.key === 'Escape' ? [this.#drop(), letGo()].includes(true) : this.#press(event)
        if (!isMeant) return
        event.preventDefault()
        event.stopPropagation()
      },
      { signal },
    )
    surface.addEventListener('pointerdown', () => this.#put(null), { signal })
    surface.addEventListener('blur', () => this.#leave(), { signal })
  }

  /** The map has another size: `to` says where a place has gone. */
  follow(to: (at: Spot) => Spot): void {
    if (this.#at !== null) this.#put(to(this.#at))
  }

  /** Closer (above 1) or further, to where the cross is. */
  zoom(by: number): void {
    this.#glass.zoom(by, this.#at ?? this.#glass.middle)
  }

  /** @returns whether the key means something here */
  #press({ key, shiftKey, altKey }: KeyboardEvent): boolean {
    const step = ARROWS[key]
    const how = altKey ? 'remove' : 'add'
    if (step !== undefined) this.#step(step, shiftKey)
    else if (key === '+' || key === '=') this.zoom(CLOSER)
    else if (key === '-') this.zoom(1 / CLOSER)
    else if (key === '0') this.#glass.showWhole()
    else if (key === ' ') this.#take((point) => this.#events.onSelect([point], how))
    else if (key !== 'Enter') return false
    else if (this.#anchor === null) this.#take((point) => this.#events.onOpen(point))
    else this.#endRectangle(how)
    return true
  }

  #step(step: Spot, isDrawing: boolean): void {
    const { width, height } = this.#glass.size
    const from = this.#at ?? this.#glass.middle
    const to = { x: from.x + step.x * STEP, y: from.y + step.y * STEP }
    const at = { x: Math.min(Math.max(to.x, 0), width), y: Math.min(Math.max(to.y, 0), height) }
    // at the edge the map comes along
    if (!isDrawing && (at.x !== to.x || at.y !== to.y) && !this.#glass.isWhole)
      this.#glass.move({ x: at.x - to.x, y: at.y - to.y })
    this.#anchor = isDrawing ? (this.#anchor ?? from) : null
    this.#put(at)
    this.#events.onRectangle(this.#anchor === null ? null : { from: this.#anchor, to: at })
    const point = this.#anchor === null ? this.#closest() : null
    this.#events.onPoint(point === null ? null : { point, by: 'keys' })
  }

  #closest(): number | null {
    return this.#at === null ? null : nearest(this.#glass.points, this.#glass.look, this.#at, REACH)
  }

  #take(take: (point: number) => void): void {
    const point = this.#closest()
    if (point !== null) take(point)
  }

  #endRectangle(how: How): void {
    const [from, to] = [this.#anchor, this.#at]
    this.#drop()
    if (from !== null && to !== null)
      this.#events.onSelect(within(this.#glass.points, this.#glass.look, { from, to }), how)
  }

  /** @returns whether there was a rectangle */
  #drop(): boolean {
    const wasThere = this.#anchor !== null
    this.#anchor = null
    this.#events.onRectangle(null)
    return wasThere
  }

  #put(cross: Spot | null): void {
    this.#at = cross
    if (cross === null) this.#anchor = null
    this.#events.onCross(cross)
  }

  #leave(): void {
    this.#drop()
    this.#put(null)
    this.#events.onPoint(null)
  }
}

const ARROWS: Record<string, Spot> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
