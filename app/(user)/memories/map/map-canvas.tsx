// The map itself: one canvas, the tools for it, and beside the hand the words of the memory that it points at.
'use client'

import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#text'
import { ValueWords } from '@/components/memory/value-words'
import type { MemoryFilter } from '@/lib/shared/filter'
import type { MapGroup, MapPoints } from '@/lib/shared/memory-map'
import { plainWords, visible } from '@/lib/shared/value-words'
import { mapRowsQuery } from './address'
import { type CrossEvents, MapCross } from './cross'
import { Glass } from './glass'
import { type How, MapHand, type Mode } from './hand'
import { MapPainter } from './painter'
import { type Look, spotOf } from './plane'

type Props = {
  filter: MemoryFilter
  print: string
  points: MapPoints
  groups: readonly MapGroup[]
  /** For each point 1 where it is selected. */
  selected: Uint8Array
  group: number | null
  open: number | null
  onSelect: (points: number[], how: How) => void
  onOpen: (point: number) => void
  onNothing: () => void
}

type Pointed = { point: number; by: 'pointer' | 'keys' }

const START: Look = { scale: 1, wide: 1, x: 0, y: 0 }

export function MapCanvas({ filter, print, points, groups, selected, group, open, ...events }: Props) {
  const { t, number } = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const painter = useRef<MapPainter>(null)
  const glass = useRef<Glass>(null)
  const hand = useRef<MapHand>(null)
  const cross = useRef<MapCross>(null)
  const [mode, setMode] = useState<Mode>('select')
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [isWhole, setIsWhole] = useState(true)
  const [look, setLook] = useState(START)
  const help = useId()
  const labels = groups.map(({ words, size }) => ({ words: words.map(visible), count: number(size) }))
  const latest = useRef({ events, points, selected, group, open, labels })
  useEffect(() => {
    latest.current = { events, points, selected, group, open, labels }
  })

  useEffect(() => {
    if (canvas.current === null || surface.current === null) return
    const now = latest.current
    const ending = new AbortController()
    const paint = new MapPainter(canvas.current, { ...now, look: START, pointed: null, rectangle: null, cross: null })
    const through = new Glass(now.points, (shown, whole) => {
      paint.show({ look: shown })
      hand.current?.letPageScroll()
      setLook(shown)
      setIsWhole(whole)
    })
    const on: CrossEvents = {
      onPoint: (next) => {
        paint.show({ pointed: next?.point ?? null })
        setPointed((before) => (before?.point === next?.point && before?.by === next?.by ? before : next))
      },
      onRectangle: (rectangle) => paint.show({ rectangle }),
      onCross: (at) => paint.show({ cross: at }),
      onSelect: (...chosen) => latest.current.events.onSelect(...chosen),
      onOpen: (point) => latest.current.events.onOpen(point),
      onNothing: () => latest.current.events.onNothing(),
    }
    const pointer = new MapHand(surface.current, through, on, ending.signal)
    const keys = new MapCross(surface.current, through, on, () => pointer.letGo(), ending.signal)
    painter.current = paint
    glass.current = through
    hand.current = pointer
    cross.current = keys
    // a finger that comes down to scroll must not select
    if (matchMedia('(pointer: coarse)').matches) setMode('move')
    const measure = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      if (width === 0 || height === 0) return // a memory stands in front of it on a narrow screen
      paint.resize({ width, height })
      keys.follow(through.setSize({ width, height }))
    })
    measure.observe(canvas.current)
    return () => {
      measure.disconnect()
      ending.abort()
      paint.dispose()
    }
  }, [])
  useEffect(() => hand.current?.setMode(mode), [mode])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels belong to the points
  useEffect(() => {
    painter.current?.show({ points, labels, pointed: null })
    glass.current?.setPoints(points)
    setPointed(null)
  }, [points])
  useEffect(() => painter.current?.show({ selected, group, open }), [selected, group, open])

  return (
    <>
      <div className="plane">
        <div
          ref={surface}
          className={mode}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move on it, and it says so
          tabIndex={0}
          aria-label={t('Map of your memories')}
          aria-describedby={help}
        >
          <canvas ref={canvas} />
        </div>
        <Tip filter={filter} print={print} points={points} pointed={pointed} look={look} plane={canvas} />
      </div>
      <p id={help} className="sr-only">
        {t(
          'Arrow keys move over the map; Enter opens the memory that is closest, Space selects it. With Shift they draw a rectangle, and Enter selects what is in it; with Alt it is taken out of the selection. Plus and minus come closer, 0 shows everything. The same is there as a table.',
        )}
      </p>
      <div className="plane-tools">
        <fieldset className="either">
          <legend className="sr-only">{t('What a drag does')}</legend>
          {(['select', 'move'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
              {one === 'select' ? t('Drag to select') : t('Drag to move')}
            </button>
          ))}
        </fieldset>
        <span className="end">
          <button type="button" className="link" onClick={() => cross.current?.zoom(1.5)}>
            {t('Closer')}
          </button>
          <button type="button" className="link" disabled={isWhole} onClick={() => cross.current?.zoom(1 / 1.5)}>
            {t('Further')}
          </button>
          <button type="button" className="link" disabled={isWhole} onClick={() => glass.current?.showWhole()}>
            {t('Whole map')}
          </button>
        </span>
      </div>
    </>
  )
}

type TipProps = {
  filter: MemoryFilter
  print: string
  points: MapPoints
  pointed: Pointed | null
  look: Look
  plane: RefObject<HTMLCanvasElement | null>
}

/** The words of the memory that is pointed at, asked for after a moment: a hand that passes over asks for nothing. */
function Tip({ filter, print, points, pointed, look, plane }: TipProps) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const asked = useSettled(pointed?.point ?? null, 90)
  const { data } = useQuery({ ...mapRowsQuery(filter, print, [asked ?? 0]), enabled: asked !== null })
  const memory = asked !== null && asked === pointed?.point ? data?.[0] : undefined
  useEffect(() => {
    if (box.current === null || plane.current === null || pointed === null || !memory) return
    const { x, y } = spotOf(points, pointed.point, look)
    const { clientWidth, clientHeight } = plane.current
    const { offsetWidth, offsetHeight } = box.current
    const left = Math.min(Math.max(x - offsetWidth / 2, 0), Math.max(clientWidth - offsetWidth, 0))
    const top = y + 14 + offsetHeight <= clientHeight ? y + 14 : Math.max(y - 14 - offsetHeight, 0)
    box.current.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  }, [memory, pointed, points, look, plane])
  const said = memory ? `${plainWords(memory.json, 200, text)}, ${visible(memory.key)}` : ''
  return (
    <>
      {memory && pointed !== null ? (
        <div ref={box} className="tip" aria-hidden="true">
          <ValueWords json={memory.json} size="journal" />
          <span className="key" dir="auto">
            {visible(memory.key)}
          </span>
        </div>
      ) : null}
      <p className="sr-only" role="status">
        {pointed?.by === 'keys' ? said : ''}
      </p>
    </>
  )
}

/** `value` once it has stayed the same for so long. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
