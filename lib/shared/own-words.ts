// What one of two texts says that the other does not, word by word.

/** A stretch of a text; `isOwn`: the other text does not say it. */
export type Stretch = { text: string; isOwn: boolean }

/** Beyond so many comparisons of words nothing is marked: texts that long are read as they are. */
const MOST = 250_000

/** `text` in stretches, in their order, nothing left out: what is not in the longest common sequence of words is its own. */
export function ownWords(text: string, other: string): Stretch[] {
  const [words, others] = [wordsOf(text), wordsOf(other)]
  if (words.length * others.length > MOST) return [{ text, isOwn: false }]
  const isShared = sharedWith(words, others)
  const stretches: Stretch[] = []
  for (const [at, word] of words.entries()) {
    const isOwn = !isShared[at]
    const last = stretches.at(-1)
    // a space between two own words is theirs too
    const isBetween = /^\s+$/.test(word) && last?.isOwn === true && words[at + 1] !== undefined && !isShared[at + 1]
    if (last !== undefined && last.isOwn === (isOwn || isBetween)) last.text += word
    else stretches.push({ text: word, isOwn: (isOwn || isBetween) && /\S/.test(word) })
  }
  // what follows the last own word is everybody's space
  return stretches.flatMap((stretch) => {
    const [, own = '', space = ''] = stretch.isOwn ? (/^(.*?)(\s*)$/s.exec(stretch.text) ?? []) : []
    if (space === '') return [stretch]
    return [
      { text: own, isOwn: true },
      { text: space, isOwn: false },
    ]
  })
}

/** Words, the spaces between them, and single signs; scripts without spaces by character. */
function wordsOf(text: string): string[] {
  return (
    text.match(
      /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}_])+|./gsu,
    ) ?? []
  )
}

function sharedWith(words: readonly string[], others: readonly string[]): boolean[] {
  const width = others.length + 1
  // lengths of the longest common sequences of what follows
  const lengths = new Uint16Array((words.length + 1) * width)
  for (let at = words.length - 1; at >= 0; at--)
    for (let place = others.length - 1; place >= 0; place--)
      lengths[at * width + place] =
        words[at] === others[place]
          ? (lengths[(at + 1) * width + place + 1] ?? 0) + 1
          : Math.max(lengths[(at + 1) * width + place] ?? 0, lengths[at * width + place + 1] ?? 0)
  const isShared = words.map(() => false)
  for (let at = 0, place = 0; at < words.length && place < others.length; ) {
    if (words[at] === others[place]) {
      isShared[at++] = true
      place++
    } else if ((lengths[(at + 1) * width + place] ?? 0) >= (lengths[at * width + place + 1] ?? 0)) at++
    else place++
  }
  return isShared
}
