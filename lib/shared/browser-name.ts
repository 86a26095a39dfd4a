// A browser in words that tell one's own devices apart. Nothing else of what it says of itself is kept. Pure.

const BROWSERS: readonly [mark: RegExp, name: string][] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPiOS)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [mark: RegExp, name: string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Such as `Firefox, Linux`; null where neither is told. Only words of this list: never what a client wrote. */
export function browserIn(userAgent: string | null): string | null {
  const named = [BROWSERS, SYSTEMS].flatMap((list) => list.find(([mark]) => mark.test(userAgent ?? ''))?.[1] ?? [])
  return named.length === 0 ? null : named.join(', ')
}
