// What can be done on the page that is shown, said once: single keys, the list of keys and the command palette all read it.
import { useEffect, useRef } from 'react'

export type Command = {
  /** What it does: `Delete this memory`. */
  name: string
  /** As `KeyboardEvent.key`: `j`, `Delete`, `?`. */
  key?: string
  /** False: needs no place in the palette, such as moving up and down. */
  isOffered?: boolean
  /** Has its key before all others, whichever came last. */
  isFirst?: boolean
  run: () => void
}

const lists: { current: readonly Command[] }[] = []

/** Offers `commands` while the component is there. Of two with the same key the one that came last has it. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    lists.push(latest)
    return () => {
      lists.splice(lists.indexOf(latest), 1)
    }
  }, [])
}

/** What can be done now, the latest page's first. */
export function presentCommands(): Command[] {
  const rank = ({ isFirst = false }: Command) => (isFirst ? 0 : 1)
  return lists
    .toReversed()
    .flatMap(({ current }) => current)
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Runs the command that has this key; false when none has. */
export function runKey(key: string): boolean {
  const command = presentCommands().find((one) => one.key === key)
  command?.run()
  return command !== undefined
}
