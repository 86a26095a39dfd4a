// What is drawn on the map besides names: dots, rings, a rectangle and the keyboard's cross.
import type { Inks } from './inks'
import type { Rectangle, Size, Spot } from './plane'

/** Few points are large, many are small, none is too small to be hit. */
export function radiusFor(count: number, { width, height }: Size): number {
  return Math.min(3.75, Math.max(1.5, Math.sqrt((width * height) / Math.max(count, 1)) * 0.085))
}

/** A dot, drawn once and stamped often. */
export function dot(colour: string, radius: number, alpha: number): { image: HTMLCanvasElement; side: number } {
  const image = document.createElement('canvas')
  const side = Math.ceil(radius * 2 + 2)
  image.width = image.height = side * devicePixelRatio
  const context = image.getContext('2d')
  if (context !== null) {
    context.scale(devicePixelRatio, devicePixelRatio)
    context.globalAlpha = alpha
    context.fillStyle = colour
    context.arc(side / 2, side / 2, radius, 0, 2 * Math.PI)
    context.fill()
  }
  return { image, side }
}

export function ring(
  context: CanvasRenderingContext2D,
  { x, y }: Spot,
  radius: number,
  colour: string,
  ground: string,
): void {
  for (const [width, stroke] of [
    [4, ground],
    [1.75, colour],
  ] as const) {
    context.beginPath()
    context.lineWidth = width
    context.strokeStyle = stroke
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.stroke()
  }
}

export function drawRectangle(context: CanvasRenderingContext2D, { from, to }: Rectangle, colour: string): void {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)]
  const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)]
  context.fillStyle = colour
  context.globalAlpha = 0.1
  context.fillRect(x, y, width, height)
  context.globalAlpha = 1
  context.strokeStyle = colour
  context.lineWidth = 1
  context.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width), Math.round(height))
}

export function drawCross(context: CanvasRenderingContext2D, at: Spot, { ink, paper }: Inks): void {
  const [x, y] = [Math.round(at.x) + 0.5, Math.round(at.y) + 0.5]
  for (const [width, colour] of [
    [4, paper],
    [1.5, ink],
  ] as const) {
    context.lineWidth = width
    context.strokeStyle = colour
    context.beginPath()
    for (const side of [-1, 1]) {
      context.moveTo(x + side * 5, y)
      context.lineTo(x + side * 13, y)
      context.moveTo(x, y + side * 5)
      context.lineTo(x, y + side * 13)
    }
    context.stroke()
  }
}
