// Parts of a page that it can be read without: loaded when they are first shown. (next/dynamic does the same for 2.5 kB more.)
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'

/** `later(() => import('./panel').then((file) => file.Panel))`; `waiting` stands there until it has come. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }))
  return function Later(props: Props) {
    return (
      <Suspense fallback={waiting}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}
