// Which pairs are worth comparing, without comparing all: those that share rare words, and those whose signatures lie near. Bounded work per memory. Pure.
import type { Facts } from './facts'

/** A word in more memories than this tells nothing about two of them. */
const MOST_HOLDERS = 60
/** Pairs that each memory proposes, by words and by meaning. */
const BY_WORDS = 12
const BY_MEANING = 6
/** Memories looked at between two breaths, so that others are served. */
const AT_ONCE = 16

export type Candidates = {
  /** Both places of each pair, the smaller first: `first * count + second`. */
  pairs: Set<number>
  /** Of a word: ln(1 + memories / memories that hold it). */
  weight: (word: string) => number
}

/**
 * Proposes pairs of places in `facts`.
 * @param signatures the first bits of each memory's vector, each bit a side of the person's own mean; null without a vector
 * @param least of the words' weight that a pair must share to be proposed by words, 0 to 1
 * @param breathe called between two slices of work, with how many memories have been looked at
 */
export async function candidatesOf(
  facts: readonly Facts[],
  signatures: readonly (Uint32Array | null)[],
  least: number,
  breathe: (looked: number) => Promise<void>,
): Promise<Candidates> {
  const count = facts.length
  const holders = holdersOf(facts)
  const weight = (word: string) => Math.log(1 + count / (holders.get(word)?.length ?? 1))
  const pairs = new Set<number>()
  const totals = facts.map(({ words }) => sum(words, weight, () => true))
  const commons = facts.map(({ words }) => sum(words, weight, (word) => isCommon(holders.get(word))))
  const shared = new Float64Array(count)
  const near = new Nearest(count, BY_MEANING)
  for (let at = 0; at < count; at++) {
    if (at % AT_ONCE === 0) await breathe(at)
    const touched: number[] = []
    for (const word of facts[at]?.words ?? []) {
      const its = holders.get(word)
      if (its === undefined || isCommon(its)) continue
      for (const other of its) {
        if (other <= at) continue
        if (shared[other] === 0) touched.push(other)
        shared[other] = (shared[other] ?? 0) + weight(word)
      }
    }
    // what common words could add is known without looking at them
    const possible = touched.filter((other) => {
      const most = (shared[other] ?? 0) + Math.min(commons[at] ?? 0, commons[other] ?? 0)
      return most >= least * Math.max(totals[at] ?? 0, totals[other] ?? 0)
    })
    possible.sort((a, b) => (shared[b] ?? 0) - (shared[a] ?? 0))
    for (const other of possible.slice(0, BY_WORDS)) pairs.add(at * count + other)
    for (const other of touched) shared[other] = 0
    near.look(at, signatures)
  }
  for (let at = 0; at < count; at++)
    for (const other of near.of(at)) pairs.add(Math.min(at, other) * count + Math.max(at, other))
  return { pairs, weight }
}

function holdersOf(facts: readonly Facts[]): Map<string, number[]> {
  const holders = new Map<string, number[]>()
  for (const [at, { words }] of facts.entries())
    for (const word of words) {
      const list = holders.get(word)
      if (list === undefined) holders.set(word, [at])
      else list.push(at)
    }
  return holders
}

function isCommon(holders: readonly number[] | undefined): boolean {
  return (holders?.length ?? 0) > MOST_HOLDERS
}

function sum(words: Iterable<string>, weight: (word: string) => number, is: (word: string) => boolean): number {
  let total = 0
  for (const word of words) if (is(word)) total += weight(word)
  return total
}

/** The few nearest of each memory by the number of differing bits. */
class Nearest {
  readonly #most: number
  readonly #distances: Uint16Array
  readonly #places: Int32Array

  constructor(count: number, most: number) {
    this.#most = most
    this.#distances = new Uint16Array(count * most).fill(0xffff)
    this.#places = new Int32Array(count * most).fill(-1)
  }

  /** Compares a memory with all that come after it, for both. */
  look(at: number, signatures: readonly (Uint32Array | null)[]): void {
    const own = signatures[at]
    if (own === null || own === undefined) return
    for (let other = at + 1; other < signatures.length; other++) {
      const its = signatures[other]
      if (its === null || its === undefined) continue
      let bits = 0
      for (let index = 0; index < own.length; index++) bits += bitsOf((own[index] as number) ^ (its[index] as number))
      this.#keep(at, other, bits)
      this.#keep(other, at, bits)
    }
  }

  of(at: number): number[] {
    return [...this.#places.subarray(at * this.#most, (at + 1) * this.#most)].filter((place) => place >= 0)
  }

  #keep(at: number, other: number, bits: number): void {
    let place = (at + 1) * this.#most - 1
    if (bits >= (this.#distances[place] as number)) return
    for (; place > at * this.#most && bits < (this.#distances[place - 1] as number); place--) {
      this.#distances[place] = this.#distances[place - 1] as number
      this.#places[place] = this.#places[place - 1] as number
    }
    this.#distances[place] = bits
    this.#places[place] = other
  }
}

/** How many bits of a 32-bit number are set. */
function bitsOf(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** `0110…` as 32-bit numbers. */
export function signatureOf(bits: string): Uint32Array {
  const signature = new Uint32Array(Math.ceil(bits.length / 32))
  for (let at = 0; at < bits.length; at++)
    if (bits.charCodeAt(at) === 49) signature[at >>> 5] = (signature[at >>> 5] as number) | (1 << (at & 31))
  return signature
}
