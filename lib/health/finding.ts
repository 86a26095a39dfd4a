// What one check found: in a sentence what is, and where something is wrong, in another what to do. Never holds a secret, an id or a memory's text.
import type { Sentence } from '@/lib/shared/text'

export type Finding = {
  /** Which check, for programs. */
  check: string
  name: Sentence
  /** `unknown`: not examined, or nothing to examine. */
  state: 'fine' | 'wrong' | 'unknown'
  said: Sentence
  cure?: Sentence
  /** Statements for the owner of what is named in them, complete and ready to run. */
  sql?: string
}

/** Whose findings they are. */
export type About = Pick<Finding, 'check' | 'name'>

export function fine(about: About, said: Sentence): Finding {
  return { ...about, state: 'fine', said }
}

export function wrong(about: About, said: Sentence, cure?: Sentence, sql?: string): Finding {
  return { ...about, state: 'wrong', said, cure, sql }
}

export function unknown(about: About, said: Sentence): Finding {
  return { ...about, state: 'unknown', said }
}
