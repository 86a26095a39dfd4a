// What a group of memories is called: the words that set it apart from the others, by log-odds over how many texts hold them (Monroe, Colaresi & Quinn 2008).

export type GroupedText = { group: number; text: string }

/** Which of these words say nothing by themselves, in whatever language. */
export type IsIdle = (words: string[]) => Promise<ReadonlySet<string>>

const NAME_WORDS = 3
const CANDIDATES = 24
const LONGEST = 24

/**
 * The words to call each group by, at most three, the most telling first; none where no word is its own.
 * @param texts a sample of each group's texts; bounded by the caller
 */
export async function nameGroups(texts: readonly GroupedText[], groups: number, idle: IsIdle): Promise<string[][]> {
  const counted = count(texts, groups)
  const candidates = Array.from({ length: groups }, (_, group) => tellingWords(counted, group))
  const isIdle = await idle([...new Set(candidates.flat())])
  return candidates.map((words) => {
    const chosen: string[] = []
    for (const word of words) {
      if (chosen.length === NAME_WORDS) break
      if (!isIdle.has(word) && !chosen.some((other) => isVariant(word, other))) chosen.push(word)
    }
    return chosen.map((word) => writtenMost(counted.writings.get(word)) ?? word)
  })
}

type Counted = {
  /** In how many texts of each group a word stands. */
  holding: Map<string, Uint32Array>
  /** How a word is written, and how often so. */
  writings: Map<string, Map<string, number>>
  sizes: number[]
}

function count(texts: readonly GroupedText[], groups: number): Counted {
  const holding = new Map<string, Uint32Array>()
  const writings = new Map<string, Map<string, number>>()
  const sizes = Array.from({ length: groups }, () => 0)
  for (const { group, text } of texts) {
    sizes[group] = (sizes[group] ?? 0) + 1
    const seen = new Set<string>()
    for (const written of wordsOf(text)) {
      const word = written.toLowerCase()
      const ways = writings.get(word) ?? new Map<string, number>()
      ways.set(written, (ways.get(written) ?? 0) + 1)
      writings.set(word, ways)
      if (seen.has(word)) continue
      seen.add(word)
      const counts = holding.get(word) ?? new Uint32Array(groups)
      counts[group] = (counts[group] ?? 0) + 1
      holding.set(word, counts)
    }
  }
  return { holding, writings, sizes }
}

/** Words that stand in more of this group's texts than elsewhere, the most telling first. */
function tellingWords({ holding, sizes }: Counted, group: number): string[] {
  const inside = sizes[group] ?? 0
  const outside = sizes.reduce((sum, size) => sum + size, 0) - inside
  const needed = inside < 4 ? 1 : 2
  const scored: { word: string; score: number }[] = []
  for (const [word, counts] of holding) {
    const here = counts[group] ?? 0
    if (here < needed) continue
    const there = counts.reduce((sum, each) => sum + each, 0) - here
    const groups = counts.reduce((sum, each) => sum + Math.sign(each), 0)
    const score = surprise(here, inside, there, outside) * Math.log(1 + counts.length / groups)
    if (score > 0) scored.push({ word, score })
  }
  return scored
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
    .slice(0, CANDIDATES)
    .map(({ word }) => word)
}

/** Log-odds of `here of inside` against `there of outside`, in standard deviations. */
function surprise(here: number, inside: number, there: number, outside: number): number {
  const odds = (count: number, of: number) => Math.log((count + 0.5) / (of - count + 0.5))
  if (outside === 0) return here // the only group: what it says most
  return (odds(here, inside) - odds(there, outside)) / Math.sqrt(1 / (here + 0.5) + 1 / (there + 0.5))
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[\u200c\u200d](?=\p{L}))*/gu
/** Scripts that write without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** The words of a text as they are written, repeated as often as they stand there; marks, numbers and endless strings are none. */
export function wordsOf(text: string): string[] {
  const parts = UNSPACED.test(text)
    ? [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
    : [text]
  return parts.flatMap((part) => part.match(WORD) ?? []).filter(isWord)
}

function isWord(word: string): boolean {
  const letters = word.match(/\p{L}/gu)?.length ?? 0
  return letters >= (UNSPACED.test(word) ? 2 : 3) && word.length <= LONGEST && !/\p{N}{3}/u.test(word)
}

/** `train` and `trains`: one of them is enough. */
function isVariant(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const stem = short.slice(0, Math.max(4, short.length - 2))
  return short.length >= 4 && long.startsWith(stem)
}

function writtenMost(ways: ReadonlyMap<string, number> | undefined): string | undefined {
  return [...(ways ?? [])].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0]
}
