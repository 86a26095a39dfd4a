// What a browser keeps for the server to read: how the reader wants pages to look and sound. Nothing about anybody.

/** Keeps `value` for a year, for every page. In the browser only. */
export function keepCookie(name: 'theme' | 'language' | 'time-zone', value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from some browsers and needs HTTPS.
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
