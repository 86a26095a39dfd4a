// `useText` of `#text` in server components; where they are async, `await readText()`.
import { use } from 'react'
import type { Text } from '@/lib/shared/text'
import { readText } from '@/lib/text-on-server'

export { readLocale, readText } from '@/lib/text-on-server'

/** As `useText` in the browser, for components that stand on both sides. */
export function useText(): Text {
  return use(readText())
}
