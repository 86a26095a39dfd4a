// Why somebody looks at what is not theirs, or changes it, in their own words. Whom it concerns reads it.
import { type Sentence, sentence } from './text'

export const REASON_LENGTH = { least: 10, most: 500 } as const

/** As it is kept: without spaces around it. */
export function tidyReason(given: string): string {
  return given.trim()
}

/** What is wrong with a reason, or null. */
export function reasonProblem(given: string): Sentence | null {
  const reason = tidyReason(given)
  const letters = reason.match(/\p{L}/gu)?.length ?? 0
  if (reason.length < REASON_LENGTH.least || letters < REASON_LENGTH.least / 2)
    return sentence('Say in a sentence why, so that whoever reads it understands it.')
  if (reason.length > REASON_LENGTH.most)
    return sentence('A reason can have {most} characters at most; this one has {length}.', {
      most: REASON_LENGTH.most,
      length: reason.length,
    })
  return reason.isWellFormed() && !/\p{Cc}/u.test(reason)
    ? null
    : sentence('There is a character in it that cannot be kept. Write the reason by hand.')
}
