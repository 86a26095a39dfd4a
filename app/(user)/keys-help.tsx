// Every key that does something on the page that is shown.
'use client'

import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Key } from '@/components/ui/key'
import { presentCommands } from '@/components/ui/use-commands'

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const keyed = presentCommands().filter(({ key }) => key !== undefined)
  const own = keyed.filter((command, at) => keyed.findIndex(({ key }) => key === command.key) === at)
  return (
    <Dialog title={t('Keys')} onClose={onClose}>
      <p className="note">{t('They work while nothing is being typed.')}</p>
      <dl className="keys-list">
        {own.map(({ name, key = '' }) => (
          <div key={key}>
            <dt>
              <Key>{shownKey(key, t)}</Key>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Key>Ctrl K</Key>
          </dt>
          <dd>{t('Find a command or a memory')}</dd>
        </div>
        <div>
          <dt>
            <Key>Ctrl ↵</Key>
          </dt>
          <dd>{t('Save, in a form')}</dd>
        </div>
      </dl>
      <div className="buttons">
        <Button onClick={onClose}>{t('Close')}</Button>
      </div>
    </Dialog>
  )
}

/** A key as it is printed on keyboards. */
function shownKey(key: string, t: (text: string) => string): string {
  const named: Record<string, string> = { Escape: 'Esc', Delete: t('Del'), Enter: '↵' }
  if (/^[A-Z]$/.test(key)) return `⇧ ${key}`
  return named[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
