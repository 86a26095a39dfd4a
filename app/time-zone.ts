// The reader's time zone: a cookie that every page keeps (app/providers.tsx), for the server to write the same times as the browser.
import { cookies } from 'next/headers'

/** IANA name; UTC until the browser has said otherwise. */
export async function readTimeZone(): Promise<string> {
  const name = (await cookies()).get('time-zone')?.value
  if (name === undefined) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: decodeURIComponent(name) }).resolvedOptions().timeZone
  } catch {
    return 'UTC' // not a zone: somebody wrote the cookie by hand
  }
}
