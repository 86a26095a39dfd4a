// Places in a row, as each language writes them. Not by Intl, which has the rules but not the endings.
import type { Locale } from './text'

/** `1st`, `22nd`, `113th`; in German `1.`. */
export function ordinal(place: number, locale: Locale): string {
  if (locale === 'de') return `${place}.`
  const ending = Math.floor(place / 10) % 10 === 1 ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[place % 10]
  return `${place}${ending ?? 'th'}`
}
