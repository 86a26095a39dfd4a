// Two years of an assistant's writing, put by put: a later put under the same key replaces the earlier one, as in the agent's own store.
import { type Json, JsonNumber, writeJson } from '@/lib/shared/json-text'
import { Seeded } from '../seeded'

/** The last day of the diary, fixed: nothing here depends on today. Day 0 is Monday, 25 November 2024. */
export const DAYS = 729
const FIRST_DAY_MS = Date.UTC(2024, 10, 25)
const DAY_MS = 86_400_000

/** What is said about one thing, for tests of what finds duplicates and contradictions; never stored. */
export type Truth = { about: string; says: string }

export type Draft = {
  key: string
  json: string
  /** ISO text in UTC with microseconds: when it was first put, and when last. */
  learnedAt: string
  writtenAt: string
  child: readonly string[]
  /** The agent's time to live; null: none. */
  ttlMinutes: number | null
  /** False for what the agent put with `index=False`. */
  isIndexed: boolean
  truth: Truth | null
}

/** Plain values; decimals that must keep their digits as {@link dec}. */
export type Plain =
  | null
  | boolean
  | string
  | number
  | JsonNumber
  | readonly Plain[]
  | { readonly [name: string]: Plain }

export type Put = {
  key: string
  value: Plain
  child?: readonly string[]
  /** Hours of the day (UTC) between which it was written. */
  hours?: readonly [number, number]
  ttlDays?: number
  isIndexed?: boolean
  truth?: Truth
  /** Under a key that is taken: another key (`…_2`) instead of replacing. */
  isAnother?: boolean
}

export class Diary {
  readonly random: Seeded
  readonly #drafts = new Map<string, Draft>()
  readonly #told = new Set<string>()

  constructor(seed: number) {
    this.random = new Seeded(seed)
  }

  get size(): number {
    return this.#drafts.size
  }

  put(
    day: number,
    { key, value, child = [], hours = [7, 18], ttlDays, isIndexed = true, truth, isAnother }: Put,
  ): void {
    const json = writeJson(jsonOf(value))
    // what is known already is mostly not written again
    if (isAnother && this.#told.has(json) && !this.random.chance(0.12)) return
    this.#told.add(json)
    const place = isAnother ? this.#freeKey(child, key) : key
    const id = JSON.stringify([child, place])
    const before = this.#drafts.get(id)
    const at = this.#instant(day, hours)
    if (before !== undefined && before.writtenAt > at) return // the same day, and the other was later
    this.#drafts.set(id, {
      key: place,
      json,
      learnedAt: before?.learnedAt ?? at,
      writtenAt: at,
      child,
      ttlMinutes: ttlDays === undefined ? null : ttlDays * 1_440,
      isIndexed,
      truth: truth ?? null,
    })
  }

  /** All drafts, the latest first. */
  drafts(): Draft[] {
    return [...this.#drafts.values()].sort((a, b) =>
      a.writtenAt === b.writtenAt ? (a.key < b.key ? 1 : -1) : a.writtenAt < b.writtenAt ? 1 : -1,
    )
  }

  #freeKey(child: readonly string[], key: string): string {
    const isTaken = (name: string) => this.#drafts.has(JSON.stringify([child, name]))
    if (!isTaken(key)) return key
    for (let at = 2; ; at++) if (!isTaken(`${key}_${at}`)) return `${key}_${at}`
  }

  #instant(day: number, [from, until]: readonly [number, number]): string {
    const seconds = this.random.int(from * 3_600, until * 3_600 - 1)
    const micros = String(this.random.int(0, 999_999)).padStart(6, '0')
    const iso = new Date(FIRST_DAY_MS + day * DAY_MS + seconds * 1_000).toISOString()
    return `${iso.slice(0, 19)}.${micros}Z`
  }
}

/** A decimal with this many digits after the point. */
export function dec(value: number, digits = 1): JsonNumber {
  return new JsonNumber(value.toFixed(digits))
}

function jsonOf(value: Plain): Json {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('a decimal needs its digits: use dec()')
    return new JsonNumber(String(value))
  }
  if (value === null || typeof value !== 'object' || value instanceof JsonNumber) return value
  if (isList(value)) return value.map(jsonOf)
  return new Map(Object.entries(value).map(([name, item]): [string, Json] => [name, jsonOf(item)]))
}

function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value)
}

/** 0 is Monday. */
export function weekday(day: number): number {
  return ((day % 7) + 7) % 7
}

export function isWeekend(day: number): boolean {
  return weekday(day) > 4
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

/** `2026-03-14` */
export function isoDay(day: number): string {
  return new Date(FIRST_DAY_MS + day * DAY_MS).toISOString().slice(0, 10)
}

/** `2026_03`, for keys. */
export function keyMonth(day: number): string {
  return isoDay(day).slice(0, 7).replace('-', '_')
}

/** `2026_03_14`, for keys. */
export function keyDay(day: number): string {
  return isoDay(day).replaceAll('-', '_')
}

/** `14 March`; with the year where `year` is true. */
export function dayText(day: number, year = false): string {
  const [y = '', m = '', d = ''] = isoDay(day).split('-')
  return `${Number(d)} ${MONTHS[Number(m) - 1]}${year ? ` ${y}` : ''}`
}

export function weekdayText(day: number): string {
  return WEEKDAYS[weekday(day)] ?? ''
}

export function monthText(day: number): string {
  return MONTHS[Number(isoDay(day).slice(5, 7)) - 1] ?? ''
}

/** The day number of a date: `dayOf('2025-09-12')`. */
export function dayOf(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - FIRST_DAY_MS) / DAY_MS)
}
