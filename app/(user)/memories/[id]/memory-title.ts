// The title of a page about one memory: somebody else's has that of one that never was.
import type { Metadata } from 'next'
import { requireReader } from '@/lib/auth/viewer'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import { getMemory } from '@/lib/store/read'
import { readText } from '../../../text-on-server'

/** @param words what the page is, for a key that has been shortened to what a title holds */
export async function memoryTitle(id: string, words: (text: Text, key: string) => string): Promise<Metadata> {
  const memory = await getMemory(await requireReader(), id)
  const text = await readText()
  if (memory === null) return { title: text.t('There is no such memory') }
  return { title: text.t('{title} · Memories', { title: words(text, visible(memory.key).slice(0, 80)) }) }
}
