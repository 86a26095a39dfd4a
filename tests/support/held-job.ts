// A job that is held up between two of its chunks, so that what happens to it there does not depend on who is faster.
import type { MemoryStore } from '@/lib/store/memory-store'

export type HeldJob = {
  /** For the job alone: its second transaction does not begin before {@link HeldJob.goOn}. */
  store: MemoryStore
  /** Resolves when the first chunk is committed and the second would begin. */
  isHeld: Promise<void>
  goOn: () => void
}

/** Holds the job of this store up after its first chunk. */
export function heldAfterOneChunk(store: MemoryStore): HeldJob {
  let hold = () => {}
  let goOn = () => {}
  const isHeld = new Promise<void>((resolve) => {
    hold = resolve
  })
  const released = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let chunks = 0
  const connect = async () => {
    if (++chunks === 2) {
      hold()
      await released
    }
    return store.pool.connect()
  }
  const pool = new Proxy(store.pool, {
    get: (target, name) => {
      if (name === 'connect') return connect
      const value = Reflect.get(target, name) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { store: { ...store, pool }, isHeld, goOn }
}
