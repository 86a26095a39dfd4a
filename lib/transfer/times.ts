// Times in a file: Postgres text, kept to the microsecond. Checked here so that no other date than the one written is ever stored.

const SHAPE =
  /^(\d{4,6})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,6})?(?:Z|[+-](\d{2})(?::?(\d{2}))?(?::?(\d{2}))?)$/

/** Whether `text` is an instant that Postgres reads as it is written: `2026-11-23 07:46:05.578187+00`, or ISO with a zone; also `infinity`. */
export function isInstant(text: string): boolean {
  if (text === 'infinity' || text === '-infinity') return true
  const parts = SHAPE.exec(text)
  if (parts === null) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0, zoneSecond = 0] =
    parts.slice(1).map((part) => Number(part ?? 0))
  return (
    year >= 1 &&
    year <= 294_275 && // Postgres' last whole year
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    zoneHour <= 15 &&
    zoneMinute <= 59 &&
    zoneSecond <= 59
  )
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}
