// The glass through which the map is seen: how close, and where.
import type { MapPoints } from '@/lib/shared/memory-map'
import { isWhole, type Look, moved, onMap, onScreen, type Size, type Spot, wholeLook, zoomed } from './plane'

export class Glass {
  size: Size = { width: 0, height: 0 }
  points: MapPoints
  #whole: Look = { scale: 1, wide: 1, x: 0, y: 0 }
  #look: Look = this.#whole
  readonly #onLook: (look: Look, isWhole: boolean) => void

  constructor(points: MapPoints, onLook: (look: Look, isWhole: boolean) => void) {
    this.points = points
    this.#onLook = onLook
  }

  get look(): Look {
    return this.#look
  }

  get isWhole(): boolean {
    return isWhole(this.#look, this.#whole)
  }

  get middle(): Spot {
    return { x: this.size.width / 2, y: this.size.height / 2 }
  }

  setPoints(points: MapPoints): void {
    this.points = points
    this.#fit()
  }

  /** @returns where a place on the screen has moved to */
  setSize(size: Size): (at: Spot) => Spot {
    const before = this.#look
    this.size = size
    this.#fit()
    return (at) => onScreen(onMap(at, before), this.#look)
  }

  zoom(by: number, at: Spot): void {
    this.#set(zoomed(this.#look, by, at, this.#whole))
  }

  move(by: Spot): void {
    this.#set(moved(this.#look, by, this.size))
  }

  showWhole(): void {
    this.#set(this.#whole)
  }

  /** As close as before, or whole where it was whole. */
  #fit(): void {
    const wasWhole = this.isWhole
    const before = this.#whole
    this.#whole = wholeLook(this.points, this.size)
    const scale = this.#look.scale * (this.#whole.scale / before.scale)
    this.#set(
      wasWhole ? this.#whole : moved({ ...this.#look, scale, wide: this.#whole.wide }, { x: 0, y: 0 }, this.size),
    )
  }

  #set(look: Look): void {
    this.#look = look
    this.#onLook(look, this.isWhole)
  }
}
