// Instants for people: Postgres text in UTC in, a date in the reader's words out. No name comes from Intl, whose data differ between server and browser.
import { type Sentence, sentence, type Text } from './text'

const MONTHS = [
  sentence('January'),
  sentence('February'),
  sentence('March'),
  sentence('April'),
  sentence('May'),
  sentence('June'),
  sentence('July'),
  sentence('August'),
  sentence('September'),
  sentence('October'),
  sentence('November'),
  sentence('December'),
]
const SHORT_MONTHS = [
  sentence('Jan'),
  sentence('Feb'),
  sentence('Mar'),
  sentence('Apr'),
  sentence('May'),
  sentence('Jun'),
  sentence('Jul'),
  sentence('Aug'),
  sentence('Sep'),
  sentence('Oct'),
  sentence('Nov'),
  sentence('Dec'),
]
const WEEKDAYS = [
  sentence('Sunday'),
  sentence('Monday'),
  sentence('Tuesday'),
  sentence('Wednesday'),
  sentence('Thursday'),
  sentence('Friday'),
  sentence('Saturday'),
]
const SHORT_WEEKDAYS = [
  sentence('Sun'),
  sentence('Mon'),
  sentence('Tue'),
  sentence('Wed'),
  sentence('Thu'),
  sentence('Fri'),
  sentence('Sat'),
]

/** Reads `2026-11-23 07:46:05.578187+00` or ISO text; null for anything else (`infinity`, years of five digits). Microseconds are cut to milliseconds. */
export function parsePostgresTime(text: string): Date | null {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}(?::?\d{2})?)$/.exec(text)
  if (parts === null) return null
  const [, day, time, fraction = '', zone = 'Z'] = parts
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
  const date = new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`)
  return Number.isNaN(date.getTime()) ? null : date
}

/** `3 November 2026` */
export function formatDay(at: string, timeZone: string, text: Text): string {
  const clock = clockAt(at, timeZone)
  return clock === null ? at : dateIn(clock, MONTHS, text)
}

/** `3 Nov 2026` */
export function formatDate(at: string, timeZone: string, text: Text): string {
  const clock = clockAt(at, timeZone)
  return clock === null ? at : dateIn(clock, SHORT_MONTHS, text)
}

/** `Today`, `Yesterday`, `3 Nov`, of another year `3 Nov 2025`: for a narrow column, in the reader's time zone. */
export function formatRecent(at: string, timeZone: string, text: Text, now = new Date()): string {
  const clock = clockAt(at, timeZone)
  if (clock === null) return at
  const today = clockOf(now, timeZone)
  const daysAgo = (dayNumber(today) - dayNumber(clock)) / DAY_MS
  if (daysAgo === 0) return text.t('Today')
  if (daysAgo === 1) return text.t('Yesterday')
  if (clock.year !== today.year) return dateIn(clock, SHORT_MONTHS, text)
  return text.t('{day} {month}', { day: String(clock.day), month: named(SHORT_MONTHS, clock.month - 1, text) })
}

function dayNumber({ year, month, day }: { year: number; month: number; day: number }): number {
  return Date.UTC(year, month - 1, day)
}

/** `3 Nov 2026, 09:12` */
export function formatDateTime(at: string, timeZone: string, text: Text): string {
  const clock = clockAt(at, timeZone)
  return clock === null ? at : text.t('{date}, {time}', { date: dateIn(clock, SHORT_MONTHS, text), time: clock.time })
}

/** `3 Nov 09:12:05`, of another year `3 Nov 2025 09:12:05`: where the order of seconds matters. */
export function formatExact(at: string, timeZone: string, text: Text, now = new Date()): string {
  const clock = clockAt(at, timeZone)
  if (clock === null) return at
  const day = text.t('{day} {month}', { day: String(clock.day), month: named(SHORT_MONTHS, clock.month - 1, text) })
  const date = clock.year === clockOf(now, timeZone).year ? day : dateIn(clock, SHORT_MONTHS, text)
  return `${date} ${clock.time}:${clock.second}`
}

/** `09:12` */
export function formatTime(at: string, timeZone: string): string {
  return clockAt(at, timeZone)?.time ?? at
}

/** `Tuesday 3 November 2026, 09:12:05, Europe/Vienna`: nothing left to guess. */
export function formatInFull(at: string, timeZone: string, text: Text): string {
  const clock = clockAt(at, timeZone)
  if (clock === null) return at
  return text.t('{weekday} {date}, {time}, {zone}', {
    weekday: named(WEEKDAYS, clock.weekday, text),
    date: dateIn(clock, MONTHS, text),
    time: `${clock.time}:${clock.second}`,
    zone: timeZone,
  })
}

function dateIn({ day, month, year }: { day: number; month: number; year: number }, names: Sentence[], text: Text) {
  return text.t('{day} {month} {year}', {
    day: String(day),
    month: named(names, month - 1, text),
    year: String(year),
  })
}

function named(names: Sentence[], at: number, text: Text): string {
  const name = names[at]
  return name === undefined ? '' : text.say(name)
}

/** `2026-11-30`: the day that it is there at that moment. */
export function dayIn(at: Date, timeZone: string): string {
  const { year, month, day } = clockOf(at, timeZone)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** `2026-11` in the reader's time zone; null when the text is no time. */
export function monthOf(at: string, timeZone: string): string | null {
  const clock = clockAt(at, timeZone)
  return clock === null ? null : `${String(clock.year).padStart(4, '0')}-${String(clock.month).padStart(2, '0')}`
}

/** `2026-11-03` in the reader's time zone; null when the text is no time. */
export function dayOf(at: string, timeZone: string): string | null {
  const clock = clockAt(at, timeZone)
  return clock === null ? null : new Date(dayNumber(clock)).toISOString().slice(0, 10)
}

/** Whether a text is a day that there is: `2026-11-03`. */
export function isDay(text: string): boolean {
  const day = /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** `2026-11-03` → `3 Nov` */
export function shortDayTitle(day: string, text: Text): string {
  const [, month, date] = day.split('-').map(Number)
  return text.t('{day} {month}', { day: String(date), month: named(SHORT_MONTHS, (month ?? 1) - 1, text) })
}

/** `2026-11` → `November 2026` */
export function monthTitle(month: string, text: Text): string {
  return monthIn(month, MONTHS, text)
}

/** `2026-11` → `Nov 2026` */
export function shortMonthTitle(month: string, text: Text): string {
  return monthIn(month, SHORT_MONTHS, text)
}

function monthIn(month: string, names: Sentence[], text: Text): string {
  const [year, number] = month.split('-')
  const name = named(names, Number(number) - 1, text)
  return name === '' ? month : text.t('{month} {year}', { month: name, year: String(Number(year)) })
}

/**
 * The months from `first` to `last` (Postgres text) in the reader's time zone, each with the instant it begins at (ISO text).
 * Made here and not in SQL, for Postgres and browsers do not know the same names of zones. Empty when either is no time.
 */
export function monthsBetween(first: string, last: string, timeZone: string): { month: string; begins: string }[] {
  const [from, to] = [clockAt(first, timeZone), clockAt(last, timeZone)]
  if (from === null || to === null) return []
  const months: { month: string; begins: string }[] = []
  for (let at = from.year * 12 + from.month - 1; at <= to.year * 12 + to.month - 1; at++) {
    const [year, month] = [Math.floor(at / 12), (at % 12) + 1]
    months.push({
      month: `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`,
      begins: dayBegin(year, month, 1, timeZone).toISOString(),
    })
  }
  return months
}

/**
 * The first instant of a day (`2026-05-05`) in the reader's time zone, or with `after` the first that is past it. Made
 * here and not in SQL, see {@link monthsBetween}.
 */
export function dayEdge(day: string, edge: 'begin' | 'after', timeZone: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return dayBegin(year, month, edge === 'begin' ? date : date + 1, timeZone)
}

const DAY_MS = 86_400_000

/** Midnight, or what there is instead: some zones change their clocks at midnight, and some days were left out altogether. */
function dayBegin(year: number, month: number, day: number, timeZone: string): Date {
  const wall = Date.UTC(year, month - 1, day)
  const wallAt = (instant: number) => {
    const clock = clockOf(new Date(instant), timeZone)
    const [hour, minute] = clock.time.split(':').map(Number)
    return Date.UTC(clock.year, clock.month - 1, clock.day, hour, minute, Number(clock.second))
  }
  // with the offset of the day before and that of the day after, whichever gives the earlier instant that is not before this day
  const instants = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - (wallAt(near) - near))
  return new Date(Math.min(...instants.filter((instant) => wallAt(instant) >= wall)))
}

/** The day as a journal says it: `{ day: '3', weekday: 'Tue' }`. */
export function dayInMonth(at: string, timeZone: string, text: Text): { day: string; weekday: string } | null {
  const clock = clockAt(at, timeZone)
  return clock === null ? null : { day: String(clock.day), weekday: named(SHORT_WEEKDAYS, clock.weekday, text) }
}

/** Whether a text is a date that {@link writtenDate} reads out. */
export function isWrittenDate(written: string): boolean {
  return readWritten(written) !== null
}

/** `2025-01-15`, with or without a time: as a date in words, in the zone it was written in. Null when the text is no such date. */
export function writtenDate(written: string, text: Text): string | null {
  const parts = readWritten(written)
  if (parts === null) return null
  const { time } = parts
  const date = dateIn(parts, MONTHS, text)
  return time === null ? date : text.t('{date}, {time}', { date, time })
}

type Written = { day: number; month: number; year: number; time: string | null }

function readWritten(text: string): Written | null {
  const parts =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(
      text,
    )
  if (parts === null) return null
  const [, year = '', month = '', day = '', time, second, fraction, zone] = parts
  const calendar = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(calendar.getTime()) || calendar.getUTCDate() !== Number(day)) return null
  const date = { day: Number(day), month: Number(month), year: Number(year) }
  if (time === undefined) return { ...date, time: null }
  if (time > '24:00') return null
  const exact = Number(fraction ?? 0) > 0 ? `:${second}.${fraction}` : Number(second ?? 0) > 0 ? `:${second}` : ''
  const where = zone === undefined ? '' : /^(Z|[+-]00(:?00)?)$/.test(zone) ? ' UTC' : ` UTC${zone}`
  return { ...date, time: `${time}${exact}${where}` }
}

type Clock = { year: number; month: number; day: number; weekday: number; time: string; second: string }

const formats = new Map<string, Intl.DateTimeFormat>()

function clockAt(at: string, timeZone: string): Clock | null {
  const date = parsePostgresTime(at)
  return date === null ? null : clockOf(date, timeZone)
}

function clockOf(date: Date, timeZone: string): Clock {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const found = new Map(format.formatToParts(date).map((part) => [part.type, part.value]))
  const [year, month, day] = [Number(found.get('year')), Number(found.get('month')), Number(found.get('day'))]
  return {
    year,
    month,
    day,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    time: `${found.get('hour')}:${found.get('minute')}`,
    second: found.get('second') ?? '00',
  }
}
