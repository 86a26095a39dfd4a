// The reader's time zone: a cookie that every page keeps (app/providers.tsx), for the server to write the same times as the browser.
import { cookies } from 'next/headers'

/** IANA name, spelled as the browser spells it; UTC until it has said otherwise. */
export async function readTimeZone(): Promise<string> {
  const kept = (await cookies()).get('time-zone')?.value
  if (kept === undefined) return 'UTC'
  try {
    const zone = decodeURIComponent(kept)
    new Intl.DateTimeFormat('en-GB', { timeZone: zone })
    return zone
  } catch {
    return 'UTC' // not a zone: somebody wrote the cookie by hand
  }
}
