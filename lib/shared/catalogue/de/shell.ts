// Header, sign-in, errors: what stands around every page.
export const shell = {
  Memories: 'Erinnerungen',
  'Skip to content': 'Zum Inhalt',
}
