// Do the two clocks agree? Tokens and sessions end by the clock of whoever checks them.
import { counted, sentence } from '@/lib/shared/text'
import type { ServerFacts } from '@/lib/store/health/server'
import { type About, type Finding, fine, wrong } from './finding'

const ABOUT: About = { check: 'clock', name: sentence('Clock') }

/** Sign-in services allow a minute or so; half of it is no accident any more. */
const ALLOWED_MS = 30_000

export function examineClock({ clockAheadMs }: Pick<ServerFacts, 'clockAheadMs'>): Finding {
  if (Math.abs(clockAheadMs) <= ALLOWED_MS)
    return fine(ABOUT, sentence('The clocks of the server and of the database agree.'))
  const seconds = counted(Math.round(Math.abs(clockAheadMs) / 1000), '{count} second', '{count} seconds')
  return wrong(
    ABOUT,
    clockAheadMs > 0
      ? sentence('The clock of this machine is {seconds} behind the database’s.', { seconds })
      : sentence('The clock of this machine is {seconds} ahead of the database’s.', { seconds }),
    sentence('Let this machine take its time from a time server (NTP). Tokens and sign-ins fail otherwise.'),
  )
}
