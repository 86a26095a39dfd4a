// Counts the audit's entries anew, as migration 016 does: by what it keeps is decided what the page Audit lists and exports.
import { createHash } from 'node:crypto'
import { type Sentence, sentence } from '@/lib/shared/text'
import { type ChainEntry, COUNTED, type KeptCounts, kindKey } from '@/lib/store/audit/chain'

/** Entries, the first and the last id of these. */
type Sum = [entries: number, first: number, last: number]

type Begins = Record<(typeof COUNTED)[number], number>

/** Grows with the hours and kinds of entries, not with the entries. */
export class Recount {
  /** By kind, and by the hour as its text begins. */
  readonly #hours = new Map<string, Map<string, Sum>>()
  readonly #begins = new Map<string, Begins>()

  constructor(private readonly kept: KeptCounts) {}

  /** To be called with each entry once, in any order; those that the counts do not cover are passed over. */
  add([seq, auditId, , , at, , action, surface, role, actor, , , outcome]: ChainEntry): void {
    if (at === null || at === undefined || Number(seq) > this.kept.upTo) return
    const kind = kindKey([action, surface, role, outcome, role === 'auditor' || role === 'admin' ? actor : ''])
    const hours = this.#hours.get(kind) ?? new Map<string, Sum>()
    if (hours.size === 0) this.#hours.set(kind, hours)
    const hour = at.slice(0, at.indexOf(':'))
    const id = Number(auditId)
    addTo(hours, hour, [1, id, id])
  }

  /** What is wrong with the counts that are kept; null: nothing. @param last the record's last entry */
  wrong(last: number): Sentence | null {
    const { upTo, digests } = this.kept
    if (upTo > last)
      return sentence(
        'The counts kept beside the record cover {counted} entries, and it has {last}: what the page Audit lists and exports by them can lack entries.',
        { counted: upTo, last },
      )
    const made = this.#digests()
    const unlike = [...made.keys(), ...digests.keys()].find((key) => made.get(key) !== digests.get(key))
    if (unlike === undefined) return null
    return sentence(
      'The counts kept beside the record are not those of its entries (“{action}” is counted wrongly): what the page Audit lists and exports by them can lack entries.',
      { action: unlike.split('\u0000')[1] ?? '' },
    )
  }

  #digests(): Map<string, string> {
    const made = new Map<string, string>()
    for (const [kind, hours] of this.#hours)
      for (const unit of COUNTED) {
        const slots = new Map<number, Sum>()
        for (const [hour, sum] of hours) addTo(slots, this.#beginsOf(hour)[unit], sum)
        const lines = [...slots].sort(([one], [other]) => one - other).map((slot) => slot.flat().join(' '))
        made.set(kindKey([unit, kind]), createHash('sha256').update(lines.join()).digest('hex'))
      }
    return made
  }

  #beginsOf(hour: string): Begins {
    const begins = this.#begins.get(hour) ?? beginsOf(hour)
    this.#begins.set(hour, begins)
    return begins
  }
}

/** Sums are changed in place: a million of them are added. */
function addTo<Key>(sums: Map<Key, Sum>, key: Key, [entries, first, last]: Sum): void {
  const sum = sums.get(key)
  if (sum === undefined) {
    sums.set(key, [entries, first, last])
    return
  }
  sum[0] += entries
  sum[1] = Math.min(sum[1], first)
  sum[2] = Math.max(sum[2], last)
}

/** When the hour, its day and its month begin, in seconds since 1970. @param hour such as `2026-11-28 20` */
function beginsOf(hour: string): Begins {
  const [day = '', begun = ''] = hour.split(' ')
  const seconds = (at: string) => Date.parse(`${at}:00Z`) / 1_000
  return {
    hour: seconds(`${day}T${begun}`),
    day: seconds(`${day}T00`),
    month: seconds(`${day.slice(0, -2)}01T00`),
  }
}
