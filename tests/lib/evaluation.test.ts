// The evaluation set, and on one of its people that words and meaning together keep what docs/evaluation.md says of them.
import { beforeAll, describe, expect, test } from 'vitest'
import { builtInEmbedder } from '@/lib/embedding/built-in'
import { keyProblem } from '@/lib/shared/value-rules'
import { type Answer, ask, falseRates, plant, scoresOf } from '../../scripts/eval/measure'
import { type EvalQuestion, halfOf, KINDS, memoriesOf, PEOPLE, questions } from '../../scripts/eval/set'
import { onDatabase } from '../support/databases'

describe('the set', () => {
  const all = questions()
  const keys = new Map(PEOPLE.map((person) => [person, memoriesOf(person).map(({ key }) => key)]))

  test('has at least 200 memories, each under a key of its own that an agent could have written', () => {
    expect([...keys.values()].flat().length).toBeGreaterThanOrEqual(200)
    for (const [person, own] of keys) {
      expect(new Set(own).size).toBe(own.length)
      for (const key of own) expect(keyProblem(key, `user_memories.${person}`, ['$']), key).toBeNull()
    }
  })

  test('has at least 150 questions, none twice, and 20 or more of each kind in each half', () => {
    expect(all.length).toBeGreaterThanOrEqual(150)
    expect(new Set(all.map(({ person, question }) => `${person} ${question}`)).size).toBe(all.length)
    for (const kind of KINDS)
      for (const half of ['tuning', 'report'] as const)
        expect(all.filter((one) => one.kind === kind && halfOf(one) === half).length, kind).toBeGreaterThanOrEqual(20)
    expect(all.every(({ kind }) => KINDS.includes(kind))).toBe(true)
  })

  test('judges only memories that are there, and none where nothing answers', () => {
    for (const { kind, person, question, relevant } of all) {
      expect(relevant.length > 0, question).toBe(kind !== 'none')
      expect(new Set(relevant).size, question).toBe(relevant.length)
      expect(keys.get(person), question).toEqual(expect.arrayContaining(relevant))
    }
  })

  test('the half of a question hangs on who asks what, and on nothing else', () => {
    const one: EvalQuestion = { kind: 'keyword', person: 'odile', question: 'oysters', relevant: ['diet'] }
    const halves = [one, { ...one, kind: 'none' as const, relevant: [] }, { ...one, question: 'lemon drizzle' }].map(
      halfOf,
    )
    expect(halves).toEqual(['report', 'report', 'tuning'])
  })
})

onDatabase('embedded', (use) => {
  let answers: Answer[]
  beforeAll(async () => {
    const store = await plant(use(), builtInEmbedder({ timeoutMs: 60_000 }), ['rosa'])
    answers = await ask(
      store,
      questions().filter((one) => one.person === 'rosa' && halfOf(one) === 'report'),
    )
  })

  test('together they find more than either alone, and all that is asked for by its key or a word of its own', () => {
    const [words, meaning, hybrid] = (['words', 'meaning', 'hybrid'] as const).map((way) => scoresOf(answers, way))
    expect(hybrid?.mrr).toBeGreaterThan(Math.max(words?.mrr ?? 1, meaning?.mrr ?? 1) + 0.05)
    for (const kind of ['keyword', 'key'] as const) expect(scoresOf(answers, 'hybrid', kind).at1).toBe(1)
  })

  test('"nothing stands out" is mostly said where nothing answers, and seldom where something does', () => {
    const { positive, negative } = falseRates(answers)
    expect(positive.wrong / positive.of).toBeLessThan(0.5)
    expect(negative.wrong / negative.of).toBeLessThan(0.15)
  })
})
