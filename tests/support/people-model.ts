// Memories of many people written as an agent writes them, and a plain model of what may be said about them.
import { sanitizeUserId } from '@/lib/langgraph/namespace'
import type { MemoryStore } from '@/lib/store/memory-store'

export type ModelRow = {
  /** Labels below `namespaceRoot`; the first stands for the person. */
  path: readonly string[]
  key: string
  created: string
  updated: string
  ends?: 'past' | 'future'
  /** Search entries: whole, one left behind by a later text, none, or one without numbers. */
  entries: 'whole' | 'left-behind' | 'none' | 'empty'
  /** Who wrote it last; unset: something outside. */
  writer?: 'person' | 'mcp' | `agent/${string}`
}

/** Words that no answer about people may hold. */
export const CANARIES = { key: 'canarykey', text: 'canarytext', token: 'canarytoken' }

/** Ids that careless comparisons confuse, in an order of their own. */
export const ODD_LABELS = [
  ...['a', 'a-b', 'a!', 'a/', 'a b', 'A', 'ab', 'bob', 'bobby', 'b%b', 'b_b', 'bo\\b', "o'brien", '"', '{x}'],
  ...[
    'é',
    'e\u0301',
    '日本',
    '😀',
    '👩‍👩‍👧',
    'مرحبا',
    '‮evil',
    '\u200b',
    '\u{10ffff}',
    '\u007f',
    '\n',
    ' ',
    '-',
    '--',
    '-at-',
  ],
  ...[
    'x'.repeat(300),
    `${'ü'.repeat(299)}z`,
    'ada-lovelace-at-corp-com',
    'Ada-Lovelace-at-corp-com',
    'constructor',
    '__proto__',
  ],
]

/** A generator with a seed. */
function* draws(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    yield state / 4_294_967_296
  }
}

/** A few memories for each label: some of them below child namespaces alone. */
export function manyRows(labels: readonly string[] = ODD_LABELS, seed = 1): ModelRow[] {
  const random = draws(seed)
  const draw = <T>(of: readonly T[]) => of[Math.floor((random.next().value as number) * of.length)] as T
  const time = () =>
    `20${draw([24, 25, 26])}-0${draw([1, 2, 3, 4])}-1${draw([1, 5, 9])} 10:00:0${draw([1, 2, 3])}.12345${draw([1, 2])}+00`
  return labels.flatMap((label) => {
    const paths = draw([
      [[label]],
      [[label], [label, 'work']],
      [
        [label, 'work'],
        [label, 'home', 'deep'],
      ],
      [[label], [label, '!']],
    ])
    return paths.flatMap((path) =>
      Array.from({ length: draw([1, 2, 4]) }, (_, at): ModelRow => {
        const [one, other] = [time(), time()].sort() as [string, string]
        return {
          path,
          key: `${CANARIES.key}${at}`,
          created: one,
          updated: other,
          ends: draw([undefined, undefined, 'past', 'future']),
          entries: draw(['whole', 'whole', 'left-behind', 'none', 'empty']),
          writer: draw([undefined, undefined, 'person', 'mcp', 'agent/Travel desk', 'agent/']),
        }
      }),
    )
  })
}

export async function writeRows(
  { pool, catalog, namespaceRoot, embedder }: MemoryStore,
  rows: readonly ModelRow[],
): Promise<void> {
  const vector = `[${[1, ...Array.from({ length: embedder.dims - 1 }, () => 0)].join(',')}]`
  const columns = rows.map(({ path, entries, ends, writer, ...row }) => ({
    ...row,
    prefix: [namespaceRoot, ...path].join('.'),
    ends: ends === undefined ? null : ends === 'past' ? '2020-01-01' : '2999-01-01',
    entries,
    surface: writer === undefined ? null : writer === 'person' ? 'dashboard' : (writer.split('/')[0] ?? ''),
    name: writer === 'mcp' ? CANARIES.token : writer?.startsWith('agent/') ? writer.slice(6) || null : null,
  }))
  const given = `jsonb_to_recordset($1::jsonb) as r (prefix text, key text, created timestamptz, updated timestamptz, ends timestamptz, entries text, surface text, name text)`
  const all = JSON.stringify(columns)
  await pool.query(
    `insert into ${catalog.store} (prefix, key, value, created_at, updated_at, expires_at)
     select prefix, key, jsonb_build_object('text', '${CANARIES.text}'), created, updated, ends from ${given}`,
    [all],
  )
  await pool.query(
    `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
     select r.prefix, r.key, f.name, case when r.entries = 'empty' then null else $2::${catalog.vectorType} end, r.updated,
            r.updated - case when f.name = 'old' then interval '1 day' else interval '0' end
       from ${given} cross join (values ('$'), ('old')) f (name)
      where r.entries <> 'none' and (f.name = '$' or r.entries = 'left-behind')`,
    [all, vector],
  )
  await pool.query(
    `insert into dashboard.last_write (prefix, key, updated_at, actor, surface, name)
     select prefix, key, updated, 'somebody', surface, name from ${given} where surface is not null`,
    [all],
  )
}

export type ModelPerson = {
  label: string
  memories: number
  last: string
  first: string
  unsearchable: number
  stale: number
  expired: number
  months: Record<string, number>
  writers: Record<string, number>
}

/** What {@link manyRows} holds of each person, counted plainly; in the order of the first namespace’s bytes. */
export function peopleIn(rows: readonly ModelRow[]): ModelPerson[] {
  const labels = [...new Set(rows.map(({ path }) => path[0] ?? ''))]
  const place = (label: string) =>
    Buffer.from(rows.some(({ path }) => path.length === 1 && path[0] === label) ? label : `${label}.`)
  const tally = (names: string[]) =>
    Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]))
  return labels
    .sort((a, b) => Buffer.compare(place(a), place(b)))
    .map((label) => {
      const own = rows.filter(({ path }) => path[0] === label)
      const times = own.map(({ updated }) => updated).sort()
      return {
        label,
        memories: own.length,
        last: times.at(-1) ?? '',
        first: own.map(({ created }) => created).sort()[0] ?? '',
        unsearchable: own.filter(({ entries }) => entries === 'none' || entries === 'empty').length,
        stale: own.filter(({ entries, writer }) => entries === 'left-behind' && writer === undefined).length,
        expired: own.filter(({ ends }) => ends === 'past').length,
        months: tally(own.map(({ created }) => created.slice(0, 7))),
        writers: tally(own.map(({ writer }) => writer ?? 'outside')),
      }
    })
}

/** Whose each label is, by a rule that is easily followed: one for letters alone, several with a dash, nobody for the rest. */
export const MODEL_RULES = {
  style: 'at' as const,
  issuable: (id: string) => /^[a-z]+(?:[.-][a-z]+)*(?:@[a-z]+(?:\.[a-z]+)+)?$/.test(id),
}

export const sanitized = (id: string) => sanitizeUserId(id, 'at')
