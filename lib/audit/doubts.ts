// What is said of a file of checkpoints that proves nothing, and contradicts nothing either.
import { counted, type Sentence, sentence } from '@/lib/shared/text'
import type { FileDoubt } from './checkpoints'

/** A record of so many entries has been sealed: the server does so within minutes. */
export const LONG = 1_000

export const NAMELESS = sentence(
  'The id of this record is gone from the database: which checkpoints are its own cannot be told, and none is written.',
)

/**
 * @param record '' where its id is gone
 * @param others how many checkpoints of other records the file holds
 * @returns null for a short record, or none, where nothing was to be expected
 */
export function whyUnsealed(record: string, entries: number, others: number): Sentence | null {
  if (entries === 0) return null
  if (record === '') return NAMELESS
  if (others > 0)
    return counted(
      others,
      'The file holds no checkpoint of this record, and {count} of another one: none was written yet, they were taken out, or the record’s id was changed.',
      'The file holds no checkpoint of this record, and {count} of other ones: none was written yet, they were taken out, or the record’s id was changed.',
    )
  if (entries < LONG) return null
  return sentence(
    'The record has {entries} entries, and the file holds no checkpoint of it: none was written yet, or they were taken out, or the file is a new one.',
    { entries },
  )
}

/** Of lines that prove nothing. */
export function doubtSaid({ line, count, why }: FileDoubt): Sentence {
  return why === 'torn'
    ? counted(
        count,
        'Line {line} of the file is no checkpoint: it was not written to its end, or altered.',
        '{count} lines of the file, from line {line} on, are no checkpoints: they were not written to their end, or altered.',
        { line },
      )
    : counted(
        count,
        'Another key signed the checkpoint in line {line} of the file, and so it proves nothing here: NEXTAUTH_SECRET was another one then, or it was forged.',
        'Another key signed {count} checkpoints in the file, from line {line} on, and so they prove nothing here: NEXTAUTH_SECRET was another one then, or they were forged.',
        { line },
      )
}
