import { useRef } from 'react'

/**
 * Ids of intentions: the same intention keeps its id, so that sent again after a lost answer it is carried out once; another
 * one gets another id.
 */
export function useOperation(): (intention: string) => string {
  const current = useRef<{ id: string; intention: string }>(undefined)
  return (intention) => {
    if (current.current?.intention !== intention) current.current = { id: crypto.randomUUID(), intention }
    return current.current.id
  }
}
