// Characters that hide, reorder, or stand for nothing. What they are called is in hidden-names.ts.
/**
 * One character that is not meant to be seen, where nothing needs it. Joiners belong between letters of scripts that join and
 * inside emoji, a variation selector after the character that it varies, tags after the black flag of a region's emoji.
 */
export const HIDDEN =
  /[\u200c\u200d](?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\x20-\x3f]\p{Cf})(?=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\x20-\x3f])|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}](?<=[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2})|(?!\u200c|\u200d|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|[\t\n\r\u0600-\u0605\u06dd\u070f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\u2800]/gu

/** What tag characters spell: text that an agent reads and nobody sees. */
export function spelledByTags(text: string): string {
  return [...withoutFlags(text).matchAll(/[\u{e0020}-\u{e007e}]+/gu)]
    .map(([run]) => [...run].map((tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000)).join(''))
    .join(' ')
}

/** The emoji of England, Scotland, Wales …, which are spelled in tags. */
export const FLAG = /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,10}\u{e007f}/gu

/** The text without emoji that are spelled in tags. */
export function withoutFlags(text: string): string {
  return text.replace(FLAG, '')
}
