// Whether what many were told of one register can be told in one order that agrees with their times: a checker for short-lived overlaps, one register at a time.

/** A value, or null where nothing is stored. Every value is written at most once, so that it names its version. */
export type Value = string | null

export type Act =
  | { kind: 'read'; value: Value }
  | { kind: 'put'; value: string }
  | { kind: 'create'; value: string; said: 'done' | 'exists' | 'not-found' }
  | { kind: 'edit'; from: Value; value: string; said: 'done' | 'conflict' | 'not-found' }
  | { kind: 'delete'; from: Value; said: 'done' | 'conflict' | 'not-found' }

/** `begin`, `end`: moments of one clock that never shows the same twice. */
export type Deed = Act & { begin: number; end: number }

/** What the register may be after `act`, if it is `now` before it; nothing where the act cannot have been told so. */
export function after(act: Act, now: Value): Value[] {
  switch (act.kind) {
    case 'read':
      return now === act.value ? [now] : []
    case 'put':
      return [act.value]
    case 'create':
      if (act.said === 'exists') return now === null ? [] : [now]
      return now === null ? [act.value] : [] // "not found": it was deleted before it could be shown
    case 'edit':
    case 'delete': {
      const next = act.kind === 'edit' ? act.value : null
      if (act.said === 'done') return now === act.from ? [next] : []
      if (act.said === 'conflict') return now !== null && now !== act.from ? [now] : []
      if (now === null) return [null]
      return act.kind === 'edit' && now === act.from ? [next] : [] // saved, and deleted before it could be shown
    }
  }
}

/**
 * Follows the beginnings and ends in order, with all that the register may be at each moment: its value, and which of the deeds that
 * are under way have happened already.
 * @returns null, or the first deed whose end no order explains
 */
export function contradiction(deeds: readonly Deed[], first: Value): Deed | null {
  const moments = deeds
    .flatMap((deed, id) => [
      { at: deed.begin, id, isEnd: false },
      { at: deed.end, id, isEnd: true },
    ])
    .sort((a, b) => a.at - b.at)
  const underWay = new Set<number>()
  let possible = new Map<string, World>([worldOf(first, [])])
  for (const { id, isEnd } of moments) {
    if (!isEnd) {
      underWay.add(id)
      continue
    }
    const next = new Map<string, World>()
    for (const { value, happened } of allWorlds(possible, deeds, underWay))
      if (happened.includes(id)) {
        const [key, world] = worldOf(
          value,
          happened.filter((one) => one !== id),
        )
        next.set(key, world)
      }
    underWay.delete(id)
    if (next.size === 0) return deeds[id] ?? null
    possible = next
  }
  return null
}

/** `happened`: of the deeds under way, in ascending order. */
type World = { value: Value; happened: readonly number[] }

const worldOf = (value: Value, happened: readonly number[]): [string, World] => [
  JSON.stringify([value, happened]),
  { value, happened },
]

/** These worlds, and those that any of the deeds under way may make of them. */
function allWorlds(possible: Map<string, World>, deeds: readonly Deed[], underWay: Set<number>): Iterable<World> {
  const all = new Map(possible)
  const open = [...possible.values()]
  for (let world = open.pop(); world !== undefined; world = open.pop())
    for (const id of underWay) {
      const deed = deeds[id]
      if (deed === undefined || world.happened.includes(id)) continue
      for (const value of after(deed, world.value)) {
        const [key, next] = worldOf(
          value,
          [...world.happened, id].sort((a, b) => a - b),
        )
        if (all.has(key)) continue
        all.set(key, next)
        open.push(next)
      }
    }
  return all.values()
}
