// Counts the audit's entries anew, as migration 016 does: by what it keeps is decided what the page Audit lists and exports.
import { createHash } from 'node:crypto'
import { type Sentence, sentence } from '@/lib/shared/text'
import { type ChainEntry, COUNTED, type KeptCounts } from '@/lib/store/audit/chain'

/** Entries, the first and the last id of these. */
type Sum = [entries: number, first: number, last: number]

/** Grows with the hours and kinds of entries, not with the entries. */
export class Recount {
  /** By kind, and by the hour as its text begins. */
  readonly #hours = new Map<string, Map<string, Sum>>()

  constructor(private readonly kept: KeptCounts) {}

  /** To be called with each entry once, in any order; those that the counts do not cover are passed over. */
  add([seq, auditId, , , at, , action, surface, role, actor, , , outcome]: ChainEntry): void {
    if (at === null || at === undefined || Number(seq) > this.kept.upTo) return
    const kind = JSON.stringify([action, surface, role, outcome, role === 'auditor' || role === 'admin' ? actor : ''])
    const hours = this.#hours.get(kind) ?? new Map<string, Sum>()
    this.#hours.set(kind, hours)
    const hour = at.slice(0, at.indexOf(':'))
    const id = Number(auditId)
    hours.set(hour, added(hours.get(hour), [1, id, id]))
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
      { action: String(JSON.parse(unlike)[1]) },
    )
  }

  #digests(): Map<string, string> {
    const made = new Map<string, string>()
    for (const [kind, hours] of this.#hours)
      for (const unit of COUNTED) {
        const slots = new Map<number, Sum>()
        for (const [hour, sum] of hours) {
          const begin = beginOf(hour, unit)
          slots.set(begin, added(slots.get(begin), sum))
        }
        const lines = [...slots].sort(([one], [other]) => one - other).map((slot) => slot.flat().join(' '))
        made.set(JSON.stringify([unit, ...JSON.parse(kind)]), createHash('sha256').update(lines.join()).digest('hex'))
      }
    return made
  }
}

function added(to: Sum | undefined, [entries, first, last]: Sum): Sum {
  return to === undefined ? [entries, first, last] : [to[0] + entries, Math.min(to[1], first), Math.max(to[2], last)]
}

/** In seconds since 1970. @param hour such as `2026-11-28 20` */
function beginOf(hour: string, unit: (typeof COUNTED)[number]): number {
  const [day = '', begun = ''] = hour.split(' ')
  const at = { hour: `${day}T${begun}`, day: `${day}T00`, month: `${day.slice(0, -2)}01T00` }[unit]
  return Date.parse(`${at}:00Z`) / 1_000
}
