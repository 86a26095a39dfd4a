'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { keepCookie } from '@/lib/shared/cookie'

type ProvidersProps = {
  /** The zone that the server wrote this page's times in. */
  timeZone: string
  children: ReactNode
}

export function Providers({ timeZone, children }: ProvidersProps) {
  // no refetching by itself: it would keep a database awake that sleeps when nobody asks
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
          // a browser that calls itself offline still reaches a dashboard on its own machine; and what is not sent is said, not held back
          mutations: { networkMode: 'always' },
        },
      }),
  )
  useOwnTimeZone(timeZone, client)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

/** Tells the server where the reader's clock stands; where it wrote times of elsewhere, the page is said anew. */
function useOwnTimeZone(written: string, client: QueryClient) {
  const router = useRouter()
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    keepCookie('time-zone', zone)
    if (written === zone) return
    let timer: ReturnType<typeof setTimeout>
    // a refresh that meets parts of the page being loaded can be lost: then it is asked for again
    const askIn = ([wait, ...more]: number[]) => {
      if (wait === undefined) return
      timer = setTimeout(() => {
        client.invalidateQueries()
        router.refresh()
        askIn(more)
      }, wait)
    }
    askIn([300, 2_000, 6_000])
    return () => clearTimeout(timer)
  }, [written, client, router])
}
