// Choosing what to import: a file by button or by dropping it, or lines that are pasted.
'use client'

import { useRef, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { useAlive } from '@/components/ui/use-alive'
import type { Import } from './use-import'

export function ChooseFile({ work }: { work: Import }) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [pasted, setPasted] = useState('')
  const isAlive = useAlive()
  return (
    <>
      <p className="prose lead">
        {t(
          'A file of JSON lines that was exported here. It is compared with what is stored first, and nothing is written until you say so.',
        )}
      </p>
      {work.problem === null ? null : (
        <div className="notices">
          <Banner tone="strike" role="alert" lead={t('This cannot be imported.')}>
            {work.problem}
          </Banner>
        </div>
      )}
      <div className="buttons">
        <Button disabled={!isAlive} onClick={() => input.current?.click()}>
          {t('Choose a file')}
        </Button>
        <span className="note">{t('or drop it here')}</span>
        <input
          ref={input}
          className="sr-only"
          type="file"
          tabIndex={-1}
          aria-label={t('File of JSON lines')}
          accept=".jsonl,.ndjson,.json,.txt,application/x-ndjson,application/json,text/plain"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            event.target.value = '' // the same file can be chosen again once it was corrected
            if (file !== undefined) void work.compare(file, file.name)
          }}
        />
      </div>
      <details className="paste">
        <summary>
          <Glyph name="chevron" /> {t('Paste lines instead')}
        </summary>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (pasted.trim() !== '') void work.compare(new Blob([pasted]), t('pasted lines'))
          }}
        >
          <TextField
            label={t('Lines, one memory each')}
            face="plain"
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
          <div className="buttons mt-3">
            <Button type="submit" disabled={pasted.trim() === ''}>
              {t('Compare')}
            </Button>
          </div>
        </form>
      </details>
    </>
  )
}
