// What a receipt says, in the reader's language. What this version has no words for is shown as it was signed.
import { limitsOf } from '@/lib/receipt/limits'
import type { Receipt } from '@/lib/receipt/receipt'
import { FORGET_HOLDINGS, type ForgetHolding } from '@/lib/shared/forget'
import { inEnglish, type Text } from '@/lib/shared/text'
import { formatDay } from '@/lib/shared/time'
import { FORGET_TABLES } from '@/lib/store/forgetting/tables'
import { THREAD_TABLES } from '@/lib/store/forgetting/threads'

export { kindWords } from './kind-words'

/** The result, in one sentence. */
export function resultWords({ scope: { kind, deleted, drifted } }: Receipt, { t, plural }: Text): string {
  if (deleted === 0) return drifted > 0 ? t('Nothing was forgotten.') : t('There was nothing left to forget.')
  return kind === 'everything'
    ? t('Everything was forgotten, and nothing of it was found afterwards.')
    : plural(
        deleted,
        '{count} memory was forgotten, and nothing of it was found afterwards.',
        '{count} memories were forgotten, and nothing of them was found afterwards.',
      )
}

export type Erased = { what: ForgetHolding | null; deleted: number; left: number }

/** By what the rows are, as far as there were any; `what` is null for tables that this version does not know. */
export function erasedByKind({ tables }: Receipt): Erased[] {
  const kinds = new Map<ForgetHolding | null, Erased>()
  for (const { table, deleted, after } of tables.filter(({ before, deleted, after }) => before + deleted + after > 0)) {
    const what = kindOf(table)
    const one = kinds.get(what) ?? { what, deleted: 0, left: 0 }
    kinds.set(what, { what, deleted: one.deleted + deleted, left: one.left + after })
  }
  return [...FORGET_HOLDINGS, null].flatMap((what) => kinds.get(what) ?? [])
}

function kindOf(table: string): ForgetHolding | null {
  if (THREAD_TABLES.some((name) => name === table)) return 'conversations'
  return FORGET_TABLES.find(({ name }) => name === table)?.what ?? null
}

/** What was looked for afterwards. */
export function checkWords(name: string, { t }: Text): string {
  const words: Record<string, string> = {
    rows: t('Each memory, at its place'),
    texts: t('The same text in another place'),
    words: t('The words of each memory'),
    neighbours: t('The nearest neighbours of each meaning'),
    'loose-vectors': t('Search entries without a memory'),
    'own-tables': t('Everything else that the dashboard stores'),
    threads: t('Conversations kept by agents'),
  }
  return words[name] ?? name
}

/** What remains and what it cannot show: translated only where it is word for word what was signed. */
export function limitWords(receipt: Receipt, text: Text): string[] {
  const known = new Map(limitsOf(receipt).map((limit) => [inEnglish(limit), limit]))
  return receipt.limits.map((signed) => {
    const limit = known.get(signed)
    if (limit === undefined) return signed
    const { day } = limit.values ?? {}
    return text.say(
      typeof day === 'string' ? { ...limit, values: { day: formatDay(`${day} 00:00:00+00`, 'UTC', text) } } : limit,
    )
  })
}
