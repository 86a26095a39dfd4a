// A key that does the same, for eyes only: the control itself carries aria-keyshortcuts.
export function Key({ children }: { children: string }) {
  return (
    <span aria-hidden="true">
      <kbd>{children}</kbd>
    </span>
  )
}
