// The rule that says whether two memories say the same or may contradict each other, and how often it is right on the demonstration.
import { describe, expect, test } from 'vitest'
import { type Draft, martasMemories } from '@/lib/demo/marta'
import { candidatesOf, signatureOf } from '@/lib/pairs/candidates'
import { ALIKE, type Compared, compare, LEAST_ALIKE, type Likeness } from '@/lib/pairs/compare'
import { factsOf, namesIn, saidIn } from '@/lib/pairs/facts'

const facts = (json: string, key = 'k', names: string[] = []) =>
  factsOf(key, saidIn(json), (word) => names.includes(word))
const text = (words: string) => JSON.stringify({ text: words })

describe('a memory is taken apart', () => {
  test('numbers are equal however they are written, dates are no numbers, and a number of a thing names it', () => {
    expect([...facts(text('1,200 files of 1200.0, at 0.5')).numbers]).toEqual(['1200', '0.5'])
    expect([...facts(text('three, drei and tres')).numbers]).toEqual(['3'])
    const dated = facts(text('On 14 March 2026, am 3.5., seit 1.2.2024, since 2025-01-15 and in May'))
    expect([...dated.dates].sort()).toEqual(['-05-', '-05-03', '2024-02-01', '2025-01-15', '2026-03-14'])
    expect([...dated.numbers]).toEqual([])
    expect([...facts('{"price": 2.5, "unit": "m"}').numbers]).toEqual(['2.5'])
    const turbine = facts(text('Turbine 7 and T16 stand still'))
    expect([...turbine.names]).toEqual(['turbine 7', 't16'])
    expect([...turbine.numbers]).toEqual([])
    expect([...facts(text('41, not 40')).numbers]).toEqual(['41'])
    expect([...facts(text('41, not 40')).denied]).toEqual(['40'])
  })

  test('the date in a key counts where the text has none', () => {
    expect([...facts(text('it failed'), 'incident_2026_04_10').dates]).toEqual(['2026-04-10'])
    expect([...facts(text('it failed on 3 May'), 'incident_2026_04_10').dates]).toEqual(['-05-03'])
  })

  test('names are words with a capital inside a sentence that are never small; other scripts are read too', () => {
    expect([...namesIn(['Ask Silke about the Crane. The crane is late', 'silence', 'Later: Piet'])]).toEqual(['silke'])
    expect([...facts(text('肉を食べない')).words]).toContain('食べ')
    expect(facts(text('Isst kein Fleisch')).isNegative).toBe(true)
    expect(facts(text("doesn't eat meat")).isNegative).toBe(true)
    expect([...facts(text('سعيد يفضل الاتصال صباحاً')).words]).toContain('يفضل')
  })

  test('anything at all can be taken apart', () => {
    for (const json of ['', '{', 'null', '[]', '""', '{"a":', '"\\ud800"', '{"\u202e": "\u0000"}', '💥'.repeat(3_000)])
      expect(() => facts(json)).not.toThrow()
  })
})

/** As if there were many other memories, so that each word tells something. */
const weight = () => 1
const DAY = 86_400_000
const between = (left: string, right: string, { names = [] as string[], days = 0 } = {}): Likeness | null =>
  compare(
    { facts: facts(text(left), 'k', names), learnedAt: 0 },
    { facts: facts(text(right), 'k', names), learnedAt: days * DAY },
    weight,
  )

describe('two memories', () => {
  test.each([
    ['Alert for the gearbox oil above 78 degrees', 'Alert for the gearbox oil above 80 degrees', 'number', '78', '80'],
    ['The report goes out on Friday at noon', 'The report goes out on Monday at noon', 'weekday', 'fri', 'mon'],
    ['Likes the aisle seat near the front', 'Likes the window seat near the front', 'opposite', 'aisle', 'window'],
    ['Wants milk in the coffee', 'Wants no milk in the coffee', 'no', '', 'no'],
    ['The trip to Turin begins on 3 May', 'The trip to Turin begins on 5 May', 'date', '-05-03', '-05-05'],
    ['Availability limit is 96.5 percent', 'Availability limit is 95 percent, not 96.5', 'number', '96.5', '95'],
    ['Isst Fleisch nur am Sonntag', 'Isst Fleisch nur am Montag', 'weekday', 'sonntag', 'montag'],
  ] as const)('may contradict each other: %s | %s', (left, right, by, a, b) => {
    expect(between(left, right)).toMatchObject({ kind: 'contradict', contradiction: { by, left: a, right: b } })
    expect(between(right, left)).toMatchObject({ kind: 'contradict', contradiction: { by, left: b, right: a } })
  })

  test('say the same in other words', () => {
    expect(between('Drinks two cups of tea in the morning', 'In the morning drinks 2 cups of tea')).toMatchObject({
      kind: 'same',
      alike: 1,
    })
    expect(between('Lunch is at her desk', 'Marta mentioned: lunch is at her desk')).toMatchObject({ kind: 'same' })
  })

  test('are about different things when each names something else, or share too little', () => {
    expect(between('Turbine 7 has a dry pitch bearing', 'Turbine 9 has a dry pitch bearing')).toBeNull()
    expect(
      between('The key is with Gesa since May', 'The key is with Silke since May', { names: ['gesa', 'silke'] }),
    ).toBeNull()
    expect(between('Drinks tea at four', 'The boat lies in Wedel')).toBeNull()
  })

  test('are different occasions on different dates, unless only the date differs and both were learned in one month', () => {
    expect(between('Jonas has the van on 3 May', 'Jonas has the van on 9 September', { days: 120 })).toBeNull()
    expect(between('Jonas has the van on 3 May', 'Jonas has the van on 5 May', { days: 4 })).toMatchObject({
      contradiction: { by: 'date' },
    })
    expect(between('Ran 8 km on 3 May on the dyke', 'Ran 9 km on 5 May on the dyke', { days: 2 })).toBeNull()
  })
})

describe('the proposals', () => {
  const all = async (list: readonly { facts: Compared['facts'] }[], signatures: (Uint32Array | null)[] = []) =>
    candidatesOf(
      list.map((one) => one.facts),
      signatures.length > 0 ? signatures : list.map(() => null),
      LEAST_ALIKE,
      async () => {},
    )

  test('hold every pair that shares enough rare words, and by signature what shares none', async () => {
    const list = ['red fox runs', 'red fox sleeps', 'blue whale', 'green'].map((words) => ({
      facts: facts(text(words)),
    }))
    expect([...(await all(list)).pairs]).toEqual([0 * 4 + 1])
    const bits = ['0'.repeat(64), '1'.repeat(64), `${'1'.repeat(63)}0`, '0'.repeat(64)].map(signatureOf)
    expect((await all(list, bits)).pairs).toContain(1 * 4 + 2)
  })

  test('T60: are bounded for each memory, also where all say the same', async () => {
    const same = Array.from({ length: 400 }, () => ({ facts: facts(text('the same words again')) }))
    const { pairs } = await all(
      same,
      same.map((_, at) => signatureOf(at.toString(2).padStart(64, '0'))),
    )
    expect(pairs.size).toBeLessThanOrEqual(400 * 18)
    expect(pairs.size).toBeGreaterThan(0)
  })
})

describe('on the demonstration’s 5,000', async () => {
  const memories = await martasMemories()
  const said = memories.map(({ json }) => saidIn(json.slice(0, 4_000)))
  const names = namesIn(said)
  const compared = memories.map(
    (draft, at): Compared => ({
      facts: factsOf(draft.key, said[at] ?? '', (word) => names.has(word)),
      learnedAt: Date.parse(draft.learnedAt),
    }),
  )
  const { pairs, weight: telling } = await candidatesOf(
    compared.map((one) => one.facts),
    compared.map(() => null),
    ALIKE,
    async () => {},
  )
  const found = [...pairs].flatMap((pair) => {
    const [a, b] = [Math.floor(pair / memories.length), pair % memories.length]
    const likeness = compare(compared[a] as Compared, compared[b] as Compared, telling)
    return likeness === null || likeness.alike < ALIKE
      ? []
      : [{ a: memories[a] as Draft, b: memories[b] as Draft, likeness }]
  })
  const isAbout = (topic: RegExp) => (pair: (typeof found)[number]) =>
    topic.test(pair.a.truth?.about ?? '') && pair.a.truth?.about === pair.b.truth?.about

  test('limits that were set anew are said to contradict each other, at least 95 of 100', () => {
    const limits = found.filter(isAbout(/^limit /))
    const differing = limits.filter(({ a, b }) => a.truth?.says !== b.truth?.says)
    const seen = differing.filter(({ likeness }) => likeness.kind === 'contradict')
    expect(differing.length).toBeGreaterThan(20)
    expect(seen.length / differing.length).toBeGreaterThan(0.95)
  })

  test('what one agent heard from another is said to be the same', () => {
    const heard = found.filter(isAbout(/^(?:home|habit) /)).filter(({ a, b }) => a.truth?.says === b.truth?.says)
    expect(heard.length).toBeGreaterThan(60)
    expect(heard.filter(({ likeness }) => likeness.kind === 'same').length / heard.length).toBeGreaterThan(0.95)
  })

  test('two faults of different turbines are no pair', () => {
    const faults = found.filter(({ a, b }) => [a, b].every(({ truth }) => truth?.about.startsWith('fault ')))
    const turbine = ({ truth }: Draft) => truth?.about.split(' ').slice(1, 3).join(' ')
    const different = faults.filter(({ a, b }) => turbine(a) !== turbine(b))
    expect(different.length / Math.max(1, faults.length)).toBeLessThan(0.2)
  })
})
