'use client'

import { useEffect } from 'react'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'

/** Said once: the address forgets it, so that a reload does not repeat it. */
export function SavedNotice({ isSaved, isSearchable }: { isSaved: boolean; isSearchable: boolean }) {
  const { t } = useText()
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
          <Glyph name="check" /> {isSearchable ? t('Saved. Search renewed.') : t('Saved.')}
        </>
      ) : null}
    </p>
  )
}
