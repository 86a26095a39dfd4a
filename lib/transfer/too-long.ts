// Said of a line without reading it: by the browser, which does not send it, and by the server.
import { sentence } from '@/lib/shared/text'
import { LINE_LIMIT } from './lines'

export const tooLong = sentence(
  'This line is longer than {size} kB, and a memory can be at most 64 kB. Split it into several.',
  { size: LINE_LIMIT / 1_000 },
)
