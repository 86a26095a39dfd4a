// What `npm run verify-receipt` says of a file, and how it ends. Needs the file and keys, and nothing else.
import type { KeyObject } from 'node:crypto'
import { isAbout, isAmong, isOfNamespace, isOpening } from '@/lib/receipt/opening'
import { type Checked, checkReceipt, type Receipt } from '@/lib/receipt/receipt'

export type Claims = {
  /** Opens the receipt's commitments; undefined: they stay closed. */
  opening?: string
  /** What the receipt is said to be about. */
  id?: string
  namespace?: string
  /** Keys of memories in that namespace. */
  memories?: readonly string[]
}

/** 0: as signed, by a key that counts. 1: something is not so. 3: as signed, by a key that nobody here vouches for. */
export type Code = 0 | 1 | 3

type Say = (line: string) => void

/** @param keys whose signatures count */
export function proveReceipt(bytes: Uint8Array, keys: readonly KeyObject[], claims: Claims, say: Say): Code {
  const checked = checkReceipt(bytes, keys)
  if (checked.state !== 'proven' && checked.state !== 'unknown-key') {
    say(`✗ ${WRONG[checked.state]}`)
    return 1
  }
  const { receipt, state } = checked
  const lines: string[] = []
  try {
    for (const line of saidBy(receipt)) lines.push(line)
  } catch {
    say('✗ It is signed, but does not say what a receipt says.')
    return 1
  }
  say(`✓ Unaltered: to the byte what was signed with the key ${printable(receipt.key.public)}.`)
  say(
    state === 'proven'
      ? '✓ That key is one of those that count here.'
      : '? Nobody here vouches for that key: compare it with the page /receipt-keys of the dashboard, or give it, after two dashes: npm run verify-receipt -- FILE --key KEYS. A forger would have signed with a key of their own.',
  )
  for (const line of ['', ...lines, '']) say(line)
  const isClaimed = claimsOf(receipt, claims, say)
  if (!isClaimed) return 1
  return state === 'proven' ? 0 : 3
}

const WRONG: Record<Exclude<Checked['state'], 'proven' | 'unknown-key'>, string> = {
  altered: 'Altered: this is not what was signed.',
  rewritten:
    'Not the file that was issued: what it says was signed, but its bytes are others (spaces, an order, a line’s end). Take the file as it was downloaded.',
  'no-receipt': 'No receipt: this file is none, or so much of it was altered that it cannot be read.',
  'other-version':
    'A receipt of another version than this command knows: use the command of the dashboard that issued it.',
}

function* saidBy(receipt: Receipt): Generator<string> {
  const { scope, asked, approved, executed, database, software, audit, suppression } = receipt
  yield `Receipt ${printable(receipt.reference)}, issued ${printable(receipt.issued_at)}, about the pseudonym ${printable(receipt.subject)}`
  yield `To forget: ${printable(scope.kind)}, ${count(scope.memories)} memories; deleted ${count(scope.deleted)}, gone before ${count(scope.gone)}, changed since and kept ${count(scope.drifted)}`
  yield `Asked ${printable(asked.at)} by ${printable(asked.by)} (${asked.way === 'behalf' ? 'on behalf' : 'themselves'}, ${printable(asked.identity)}), due ${printable(asked.due_at)}`
  yield approved.by === null || approved.at === null
    ? 'Nobody else had to approve it'
    : `Approved ${printable(approved.at)} by ${printable(approved.by)}`
  yield `Executed ${printable(executed.at)}${executed.entry === null ? '' : ` (entry ${count(executed.entry)} of the audit)`}, checked ${printable(executed.verified_at)}`
  for (const { table, before, deleted, after } of receipt.tables)
    yield `  ${printable(table).padEnd(32)} before ${count(before)}, deleted ${count(deleted)}, left ${count(after)}`
  for (const { name, looked, found } of receipt.checks)
    yield `  looked for ${printable(name)} in ${count(looked)} places, found ${count(found)}`
  yield `Remembering: ${suppression.on ? 'refused from now on' : 'goes on'}; guard in the database: ${printable(suppression.guard)}`
  yield `Database ${printable(database.name)} (PostgreSQL ${printable(database.server)}), transaction ${printable(database.transaction)}, log at ${printable(database.lsn)}`
  if (receipt.dashboard !== null) yield `Dashboard ${printable(receipt.dashboard)}`
  yield `By ${printable(software.name)} ${printable(software.version)}${software.commit === null ? '' : `, commit ${printable(software.commit)}`}`
  yield `In the audit ${printable(audit.record)}: entry ${count(audit.seq)}, ${printable(audit.hash)}`
  for (const limit of receipt.limits) yield `- ${printable(limit)}`
}

/** Whether all that is claimed of it is so. */
function claimsOf(receipt: Receipt, { opening, id, namespace, memories = [] }: Claims, say: Say): boolean {
  if (opening === undefined) return true
  if (!isOpening(opening)) {
    say('✗ That is no opening: it is 43 letters, digits, - and _.')
    return false
  }
  const told = (isSo: boolean, yes: string, no: string) => {
    say(isSo ? `✓ ${yes}` : `✗ ${no}`)
    return isSo
  }
  const all = [
    ...(id === undefined
      ? []
      : [
          told(
            isAbout(receipt, opening, id),
            `It is about ${printable(id)}.`,
            `That it is about ${printable(id)}, this opening does not show.`,
          ),
        ]),
    ...(namespace === undefined
      ? []
      : [
          told(
            isOfNamespace(receipt, opening, namespace),
            `It is of the namespace ${printable(namespace)}.`,
            `That it is of the namespace ${printable(namespace)}, this opening does not show.`,
          ),
        ]),
    ...memories.map((key) => {
      const isListed = isAmong(receipt, opening, { prefix: namespace ?? '', key })
      return told(
        isListed === true,
        `The memory ${printable(key)} was among those that were deleted.`,
        isListed === null
          ? 'The receipt lists no memories: it cannot be shown of any single one.'
          : `That the memory ${printable(key)} was among them, this opening does not show.`,
      )
    }),
  ]
  return all.every(Boolean)
}

function count(value: number): string {
  if (typeof value !== 'number') throw new TypeError('no number')
  return String(value)
}

/** Anybody may have written the file: nothing in it reaches a terminal as a command. */
function printable(text: string): string {
  if (typeof text !== 'string') throw new TypeError('no text')
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
}
