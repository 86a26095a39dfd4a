// Whose page this is: every read and action says so, and is refused when somebody else has signed in meanwhile (in another tab).

export const VIEWER_HEADER = 'x-memory-viewer'

/** The mark of the person this page was made for; undefined outside of signed-in pages. A pseudonym: it says nothing by itself. */
export function viewerMark(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="viewer"]')?.content
}
