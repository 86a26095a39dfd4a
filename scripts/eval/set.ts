// The evaluation set in evaluation/: what is remembered about three invented people, and questions whose answers were judged by hand.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export const PEOPLE = ['odile', 'tarek', 'rosa'] as const
export const KINDS = ['paraphrase', 'keyword', 'key', 'number', 'date', 'negation', 'language', 'none'] as const

export type Person = (typeof PEOPLE)[number]
export type Kind = (typeof KINDS)[number]
export type EvalMemory = { key: string; value: Record<string, unknown> }
/** `relevant`: keys of all memories that answer it; of kind `none` nothing does. */
export type EvalQuestion = { kind: Kind; person: Person; question: string; relevant: string[] }

export function memoriesOf(person: Person): EvalMemory[] {
  return lines(person) as EvalMemory[]
}

export function questions(): EvalQuestion[] {
  return lines('questions') as EvalQuestion[]
}

/** Ranking is tuned on one half and reported on the other; which is which hangs on the question alone. */
export function halfOf({ person, question }: EvalQuestion): 'tuning' | 'report' {
  const first = createHash('sha256').update(`${person}\n${question}`).digest()[0] as number
  return first % 2 === 0 ? 'tuning' : 'report'
}

function lines(name: string): unknown[] {
  const text = readFileSync(new URL(`../../evaluation/${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}
