// The command palette: where to go, what to do here, and the memories that the words find.
'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useLayoutEffect, useState } from 'react'
import { useText } from '#text'
import { Dialog } from '@/components/ui/dialog'
import { Key } from '@/components/ui/key'
import { presentCommands } from '@/components/ui/use-commands'
import { shapeOf, visible } from '@/lib/shared/value-words'
import { listHref, memoriesQuery, memoryHref, readView } from './memories/search'

/** How long typing must rest before memories are searched. */
const PAUSE_MS = 250
const FOUND = 5

type Option = { id: string; name: string; about?: string; key?: string; run: () => void }

type Props = {
  /** What was typed while this was loaded; to be asked once. */
  takeEarly: () => string
  onClose: () => void
  onKeys: () => void
}

export function Palette({ takeEarly, onClose, onKeys }: Props) {
  const said = useText()
  const { t } = said
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  // those of the page behind: taken once, before the palette's own could join them
  const [commands] = useState(presentCommands)
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken once, when the field is there
  useLayoutEffect(() => {
    const early = takeEarly()
    if (early !== '') setText(early)
  }, [])
  const go = (href: Parameters<typeof router.push>[0]) => () => router.push(href)
  const { found, isSearching, failure } = useFound(text)

  const places: Option[] = [
    { id: 'list', name: t('All memories'), run: go('/memories') },
    { id: 'new', name: t('Add a memory'), run: go('/memories/new') },
    { id: 'map', name: t('Map'), run: go('/memories/map') },
    { id: 'pairs', name: t('Nearly alike'), run: go('/memories/duplicates') },
    { id: 'transfer', name: t('Export and import'), run: go('/memories/transfer') },
    { id: 'privacy', name: t('Privacy'), run: go('/privacy') },
  ]
  const doable: Option[] = commands
    .filter(({ isOffered, key }) => isOffered !== false && key !== '?')
    .map(({ name, key, run }, index) => ({ id: `do-${index}`, name, key, run }))
  const groups: { title: string; options: Option[] }[] = [
    { title: t('Here'), options: doable.filter(matching(text)) },
    {
      title: t('Go to'),
      options: [...places, { id: 'keys', name: t('All keys'), key: '?', run: onKeys }].filter(matching(text)),
    },
    {
      title: t('Memories'),
      options: [
        ...(text.trim() === ''
          ? []
          : [
              {
                id: 'ask',
                name: t('Search for “{question}”', { question: text.trim() }),
                run: go(listHref({ q: text.trim() })),
              },
            ]),
        ...found.map((memory) => {
          const shape = shapeOf(memory.json, said, 2)
          const words =
            shape.kind === 'pairs' ? shape.leaves.map(({ label, text }) => `${label} ${text}`).join(', ') : shape.text
          return {
            id: `memory-${memory.id}`,
            name: words.slice(0, 120),
            about: visible(memory.key),
            run: go(memoryHref(memory.id, readView(new URLSearchParams({ q: text.trim() })))),
          }
        }),
      ],
    },
  ].filter(({ options }) => options.length > 0)
  const options = groups.flatMap((group) => group.options)
  const chosen = options[Math.min(at, options.length - 1)]
  const optionId = (option: Option) => `${id}-${option.id}`
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(`${id}-${chosen.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, id])

  const run = (option: Option | undefined) => {
    if (option === undefined) return
    onClose()
    option.run()
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((Math.min(at, options.length - 1) + step + options.length) % Math.max(1, options.length))
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(chosen)
    }
  }
  return (
    <Dialog title={t('Find a command or a memory')} isTitleHidden look="tool" onClose={onClose}>
      <input
        className="palette-field"
        autoFocus
        type="text"
        role="combobox"
        aria-label={t('Find a command or a memory')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen === undefined ? undefined : optionId(chosen)}
        aria-autocomplete="list"
        placeholder={t('A command, or words of a memory')}
        autoComplete="off"
        maxLength={200}
        dir="auto"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={`${id}-list`} className="palette-list" role="listbox" aria-label={t('Find a command or a memory')}>
        {groups.map(({ title, options: those }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={title} role="group" aria-label={title}>
            <p className="note" aria-hidden="true">
              {title}
            </p>
            {those.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as a combobox does
              // biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus, as a combobox does
              <div
                key={option.id}
                id={optionId(option)}
                role="option"
                aria-selected={option === chosen}
                className="palette-option"
                onClick={() => run(option)}
                onPointerMove={() => setAt(options.indexOf(option))}
              >
                <span className={option.about === undefined ? 'name' : 'name words'} dir="auto">
                  {option.name}
                </span>
                {option.about === undefined ? null : (
                  <span className="key" dir="auto">
                    {option.about}
                  </span>
                )}
                {option.key === undefined ? null : (
                  <Key>{option.key.length === 1 ? option.key.toUpperCase() : option.key}</Key>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p className="palette-status note" role="status">
        {failure ?? (isSearching ? t('Searching…') : options.length === 0 ? t('No command has these words.') : '')}
      </p>
    </Dialog>
  )
}

/** The closest memories to what is typed; a newer text ends the search for the one before. */
function useFound(text: string) {
  const { t } = useText()
  const rested = useRested(text.trim())
  const query = useQuery({
    ...memoriesQuery(readView(new URLSearchParams({ q: rested }))),
    enabled: rested.length >= 2,
  })
  const isWanted = text.trim().length >= 2
  const memories = useDeferredValue(
    isWanted && query.data?.kind === 'search' ? query.data.memories.slice(0, FOUND) : [],
  )
  return {
    found: memories,
    isSearching: isWanted && (query.isFetching || rested !== text.trim()),
    failure: isWanted && query.error !== null ? t('Your memories could not be searched.') : null,
  }
}

function useRested(text: string): string {
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** Every word of the text begins a word of the name. */
function matching(text: string) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return ({ name }: Option) => {
    const parts = name.toLowerCase().split(/[\s-]+/)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
}
