// The colours and faces of the page for what is drawn, read from its style sheet; and when they change.

const COLOURS = {
  paper: '--paper',
  ink: '--ink',
  dot: '--ink-2',
  faint: '--edge',
  line: '--line',
  note: '--ink-3',
  pen: '--pen',
} as const

export type Inks = Record<keyof typeof COLOURS, string> & { reading: string; plain: string }

/** What the tokens stand for at `place` right now: theme, contrast and forced colours included. */
export function readInks(place: HTMLElement): Inks {
  const probe = document.createElement('span')
  probe.hidden = true
  place.append(probe)
  const style = getComputedStyle(probe)
  const colours = Object.fromEntries(
    Object.entries(COLOURS).map(([name, token]) => {
      probe.style.color = `var(${token})`
      return [name, style.color]
    }),
  ) as Record<keyof typeof COLOURS, string>
  const [reading, plain] = ['--reading', '--plain'].map((face) => {
    probe.style.fontFamily = `var(${face})`
    return style.fontFamily
  })
  probe.remove()
  return { ...colours, reading: reading ?? 'serif', plain: plain ?? 'sans-serif' }
}

const QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']

/** Calls `changed` whenever the inks may have; returns how to end that. */
export function onNewInks(changed: () => void): () => void {
  const queries = QUERIES.map((query) => matchMedia(query))
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    for (const query of queries) query.removeEventListener('change', changed)
  }
}
