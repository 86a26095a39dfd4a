// An examination that several parts of a page follow while it goes on: each finding with a promise of the next.
import type { Finding } from './finding'

export type Chain = { finding: Finding; rest: Promise<Chain | null> }

/** Starts `findings`; null is the end. */
export async function chainOf(findings: AsyncIterator<Finding, void>): Promise<Chain | null> {
  const next = await findings.next()
  if (next.done) return null
  const rest = chainOf(findings)
  rest.catch(() => {}) // said by whoever waits for it
  return { finding: next.value, rest }
}

/** All of them, once the last is there. */
export async function allOf(chain: Promise<Chain | null>): Promise<Finding[]> {
  const findings: Finding[] = []
  for (let link = await chain; link !== null; link = await link.rest) findings.push(link.finding)
  return findings
}
