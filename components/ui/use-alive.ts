import { useSyncExternalStore } from 'react'

/** False until the page listens: what is typed into its first HTML would be overwritten, so fields cannot be typed in yet. */
export function useAlive(): boolean {
  return useSyncExternalStore(never, yes, no)
}

const never = () => () => {}
const yes = () => true
const no = () => false
