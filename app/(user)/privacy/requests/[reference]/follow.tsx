// Reads the page anew while something happens by itself, ever more slowly.
'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const [FIRST_MS, SLOWEST_MS] = [1_000, 15_000]

export function Follow() {
  const router = useRouter()
  useEffect(() => {
    let wait = FIRST_MS
    let timer = setTimeout(look, wait)
    function look() {
      if (document.visibilityState === 'visible') router.refresh()
      wait = Math.min(SLOWEST_MS, wait * 1.3)
      timer = setTimeout(look, wait)
    }
    return () => clearTimeout(timer)
  }, [router])
  return null
}
