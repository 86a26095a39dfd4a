// Which ids look alike to a person who reads them: the same letters and digits, whatever their case, their spelling or what stands between. Pure.

/**
 * Equal for what is easily taken for one another: `Ines.Halloran@example.com`, `ines-halloran-at-example-com`. A label and an id
 * have the same. Says nothing about whose anything is.
 */
export function looksOf(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('-at-', '@')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '')
  return letters === '' ? text : letters
}
