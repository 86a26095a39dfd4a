import type { Metadata } from 'next'
import { requireViewer } from '@/lib/auth/viewer'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { MapScreen } from './map-screen'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · Memories', { title: t('Map') }) }
}

/** The page comes at once; the map is drawn on the server only when the browser asks for it. */
export default async function MapPage() {
  await requireViewer()
  return <MapScreen timeZone={await readTimeZone()} />
}
