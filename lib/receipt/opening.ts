// What a receipt commits to without saying it: keyed fingerprints, whose key (the opening) goes to the person alone. With it they can show anybody what was meant.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { canonical } from './canonical'
import type { Receipt } from './receipt'

/** A memory by its place: the namespace in full, labels joined by dots, and its key. */
export type Place = { prefix: string; key: string }

/** More memories than these are not listed. */
export const MOST_LISTED = 1_000

/** 256 random bits, base64url. */
export function newOpening(): string {
  return randomBytes(32).toString('base64url')
}

/** @returns whether it has the form of an opening, to the letter */
export function isOpening(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === 32 && bytes.toString('base64url') === text
}

function commit(opening: string, ...said: string[]): string {
  return createHmac('sha256', Buffer.from(opening, 'base64url')).update(canonical(said)).digest('base64url')
}

/** Memories in the order of their fingerprints, which tells nothing of their own; null: none is to be listed. */
export function commitmentsOf(
  opening: string,
  whose: { userId: string | null; prefix: string },
  memories: readonly Place[] | null,
): Receipt['commitments'] {
  return {
    person: whose.userId === null ? null : commit(opening, 'person', whose.userId),
    namespace: commit(opening, 'namespace', whose.prefix),
    memories:
      memories === null || memories.length > MOST_LISTED
        ? null
        : memories.map(({ prefix, key }) => commit(opening, 'memory', prefix, key)).sort(),
  }
}

/** Whether a receipt is about this person. */
export function isAbout({ commitments }: Receipt, opening: string, userId: string): boolean {
  return commitments.person !== null && isSame(commitments.person, commit(opening, 'person', userId))
}

/** Whether the person's memories lay below this namespace. */
export function isOfNamespace({ commitments }: Receipt, opening: string, prefix: string): boolean {
  return isSame(commitments.namespace, commit(opening, 'namespace', prefix))
}

/** Whether this memory was among those that were to be forgotten; null: the receipt lists none. */
export function isAmong({ commitments }: Receipt, opening: string, { prefix, key }: Place): boolean | null {
  if (commitments.memories === null) return null
  const one = commit(opening, 'memory', prefix, key)
  return commitments.memories.some((listed) => isSame(listed, one))
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
