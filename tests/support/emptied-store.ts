// One store for the tests of a file, made once and emptied before each of them.
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Database } from '@/lib/lakebase/database'
import type { Scope } from '@/lib/store/memory-store'
import { clear, type FreshStore, freshStore, type StoreOptions, viewer } from './stores'

/** What a test works on: nothing is stored, the encoder answers and has been asked nothing. */
export type EmptiedStore = FreshStore & { ada: Scope; bob: Scope }

/** Registers the hooks. `take` puts the store where the tests look for it, before each of them. */
export function eachTimeEmpty(use: () => Database, options: StoreOptions, take: (emptied: EmptiedStore) => void): void {
  let fresh: FreshStore
  beforeAll(async () => {
    fresh = await freshStore(use(), options)
  })
  beforeEach(async () => {
    const { store, endpoint } = fresh
    await clear(store)
    endpoint.behave(undefined)
    endpoint.requests.length = 0
    take({ store, endpoint, ada: viewer(store, 'ada@corp.com'), bob: viewer(store, 'bob@corp.com') })
  })
  afterAll(() => fresh?.endpoint.close())
}
