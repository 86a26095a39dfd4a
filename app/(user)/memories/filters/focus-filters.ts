/** The first word of the bar: where the focus goes when the control that had it is gone. */
export function focusFilters() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.filters .word')?.focus())
}
