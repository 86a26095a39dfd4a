'use client'

import { useEffect } from 'react'
import { Glyph } from '@/components/ui/glyph'

/** Said once: the address forgets it, so that a reload does not repeat it. */
export function SavedNotice({ isSaved, isSearchable }: { isSaved: boolean; isSearchable: boolean }) {
  useEffect(() => {
    if (!isSaved) return
    const url = new URL(location.href)
    url.searchParams.delete('saved')
    history.replaceState(null, '', url)
  }, [isSaved])
  return (
    <p role="status" className="note">
      {isSaved ? (
        <>
          <Glyph name="check" /> Saved.{isSearchable ? ' Search renewed.' : null}
        </>
      ) : null}
    </p>
  )
}
