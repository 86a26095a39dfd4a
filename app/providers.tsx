'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { keepCookie, keptCookie } from '@/lib/shared/cookie'

export function Providers({ children }: { children: ReactNode }) {
  // no refetching by itself: it would keep a database awake that sleeps when nobody asks
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: false } },
      }),
  )
  useTimeZone(client)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

/** Tells the server where the reader's clock stands; where it stood elsewhere, or nowhere yet, the page is said anew. */
function useTimeZone(client: QueryClient) {
  const router = useRouter()
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const known = keptCookie('time-zone') ?? 'UTC' // as the server takes it, see app/time-zone.ts
    keepCookie('time-zone', zone)
    if (known === zone) return
    // not while the page still comes to life: a refresh that meets parts being loaded can be lost
    const timer = setTimeout(() => {
      client.invalidateQueries()
      router.refresh()
    }, 300)
    return () => clearTimeout(timer)
  }, [client, router])
}
