// Addresses to go on to after signing in: a link must not send anybody to another site.

/** Whether `text` is a path of this site, read as browsers read it: they drop tabs and take `\` for `/`. */
export function isOwnPath(text: string): boolean {
  if (!text.startsWith('/')) return false
  const base = 'http://this.site.invalid'
  return URL.canParse(text, base) && new URL(text, base).origin === base
}
