// What `npm run verify-audit` says of a record, line by line, and how it ends.
import type { Break, Verdict } from '@/lib/audit/verify'
import { inEnglish } from '@/lib/shared/text'

/** @param seconds how long it took */
export function reportOf(verdict: Verdict, file: string, seconds: number): string[] {
  const { entries, holding, breaks, doubts } = verdict
  const looked = `${holding} of ${entries} entries, in ${seconds.toFixed(1)} s`
  return [
    ...breaks.map((one) => `✗ ${where(one)}${inEnglish(one.said)}`),
    breaks.length === 0
      ? `✓ The record is whole: ${looked}.`
      : `✗ The record does not hold. Before the first break: ${looked}.`,
    ...doubts.map((doubt) => `? ${inEnglish(doubt)}`),
    ...sealedLines(verdict, file),
  ]
}

function sealedLines({ entries, breaks, doubts, checkpoints }: Verdict, file: string): string[] {
  const { count, others, first, last } = checkpoints
  if (first === null && breaks.length === 0 && doubts.length === 0)
    return [
      `? Nothing outside the database vouches for it: ${file} holds no checkpoint of it (npm run verify-audit -- --checkpoint).`,
    ]
  if (first === null || last === null) return []
  return [
    `✓ Checkpoints of it in ${file}: ${count}, the first of entry ${first.seq} at ${first.at}. Entry ${last.seq} is as it was sealed at ${last.at}.`,
    ...(others === 0 ? [] : [`  Checkpoints of other records in it: ${others}.`]),
    ...afterLines(entries - last.seq),
  ]
}

function afterLines(count: number): string[] {
  if (count <= 0) return []
  const [those, them] =
    count === 1 ? ['The entry after that is', 'it'] : [`The ${count} entries after that are`, 'them']
  return [`? ${those} sealed by nothing yet: whoever owns the tables could have rewritten ${them}.`]
}

function where({ seq, auditId, at }: Break): string {
  const parts = [seq === null ? '' : `Entry ${seq}`, auditId === null ? '' : `row ${auditId}`, at ?? '']
  const said = parts.filter((part) => part !== '').join(', ')
  return said === '' ? '' : `${said}: `
}

/** Whether a checkpoint vouches for the record, and nothing in the file makes one doubt it. */
export function isVouchedFor({ doubts, checkpoints }: Verdict): boolean {
  return doubts.length === 0 && checkpoints.last !== null
}
