// Chance with a seed: the same draws everywhere, whatever the machine, the clock or the language. Demonstration data only.

export class Seeded {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 to below 1 (mulberry32: 32 bits of state, integer arithmetic only). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let bits = this.#state
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1))
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.int(0, list.length - 1)]
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }

  /** A new list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list]
    const order: T[] = []
    while (rest.length > 0) order.push(...rest.splice(this.int(0, rest.length - 1), 1))
    return order
  }

  /** Draws each member once in a random order, then all of them again in another. */
  deck<T>(list: readonly T[]): () => T {
    let left: T[] = []
    return () => {
      if (left.length === 0) left = this.shuffled(list)
      const one = left.pop()
      if (one === undefined) throw new Error('nothing to draw from')
      return one
    }
  }

  /** `[Call|Short call] with {name}`: chooses in brackets, innermost first, then puts `slots` in their places. */
  say(template: string, slots: Readonly<Record<string, string | number>> = {}): string {
    let text = template
    while (/\[[^[\]]*\]/.test(text))
      text = text.replace(/\[([^[\]]*)\]/g, (_, choices: string) => this.pick(choices.split('|')))
    return text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = slots[name]
      if (value === undefined) throw new Error(`nothing was given for ${place} in: ${template}`)
      return String(value)
    })
  }
}
