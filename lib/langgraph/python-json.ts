// JSON as Python writes it: json.dumps with the options of the store and with none, and str() of numbers.
import { type Json, JsonNumber } from '@/lib/shared/json-text'

/** `json.dumps(value, sort_keys=True, ensure_ascii=False)`: separators ", " and ": ", keys by code point at every level. */
export function pythonDumps(value: Json): string {
  if (value instanceof JsonNumber) return pythonNumber(value)
  if (typeof value === 'string') return pythonString(value)
  if (Array.isArray(value)) return `[${value.map(pythonDumps).join(', ')}]`
  if (value instanceof Map) {
    const members = [...value].sort(([a], [b]) => byCodePoint(a, b))
    return `{${members.map(([name, item]) => `${pythonString(name)}: ${pythonDumps(item)}`).join(', ')}}`
  }
  return String(value)
}

/** `json.dumps(value)`: members in the order they have, everything outside of printable ASCII as `\uXXXX`. */
export function pythonDumpsAscii(value: Json): string {
  if (value instanceof JsonNumber) return pythonNumber(value)
  if (typeof value === 'string') return asciiString(value)
  if (Array.isArray(value)) return `[${value.map(pythonDumpsAscii).join(', ')}]`
  if (value instanceof Map)
    return `{${[...value].map(([name, item]) => `${asciiString(name)}: ${pythonDumpsAscii(item)}`).join(', ')}}`
  return String(value)
}

/** `str(number)` after Python's json.loads: integers keep all digits, floats become their shortest repr. */
export function pythonStr(number: JsonNumber): string {
  return number.isInteger ? number.raw.replace(/^-0$/, '0') : floatRepr(Number(number.raw))
}

/**
 * The same data with its numbers as Python spells them after json.loads: `1e5` is a float there and stays one in jsonb
 * (`100000.0`). A float of more digits than Python keeps is left as it is.
 */
export function pythonSpelling(value: Json): Json {
  if (value instanceof JsonNumber) {
    const raw = pythonNumber(value)
    return isSameNumber(raw, value.raw) ? new JsonNumber(raw) : value
  }
  if (Array.isArray(value)) return value.map(pythonSpelling)
  if (value instanceof Map) return new Map([...value].map(([name, item]) => [name, pythonSpelling(item)]))
  return value
}

/** Whether two JSON numbers are equal in all digits, however they are written. */
function isSameNumber(a: string, b: string): boolean {
  return decimalOf(a) === decimalOf(b)
}

/** Sign, digits without zeros around them, and the exponent of the last digit. */
function decimalOf(number: string): string | null {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(number) ?? []
  if (sign === undefined) return null
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}

/** Order of Python strings: by code point, not by UTF-16 unit. */
export function byCodePoint(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x === y) continue
    const xHigh = x >= 0xd800 && x < 0xe000
    const yHigh = y >= 0xd800 && y < 0xe000
    // a surrogate stands for a code point above every other UTF-16 unit
    if (xHigh !== yHigh) return xHigh ? 1 : -1
    return x - y
  }
  return a.length - b.length
}

function pythonNumber(number: JsonNumber): string {
  const text = pythonStr(number)
  if (text === 'inf') return 'Infinity'
  return text === '-inf' ? '-Infinity' : text
}

/** JSON.stringify differs from Python only in escaping lone surrogates, which never get this far. */
function pythonString(text: string): string {
  return JSON.stringify(text)
}

function asciiString(text: string): string {
  return pythonString(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** `repr(float)`: shortest digits that round-trip; exponent below 1e-4 and from 1e16. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const sign = value < 0 ? '-' : ''
  const [mantissa = '0', exponentText = '0'] = Math.abs(value).toExponential().split('e')
  const exponent = Number(exponentText)
  const digits = mantissa.replace('.', '')
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  if (digits.length <= exponent + 1) return `${sign}${digits.padEnd(exponent + 1, '0')}.0`
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}
