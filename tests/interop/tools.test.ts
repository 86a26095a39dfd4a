// Our tools beside the agent's own Python, on one database: the same words, the same rows, the same vectors.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { getUserMemory, saveUserMemory } from '@/lib/agent/tool-calls'
import { pythonLoadsProblem } from '@/lib/langgraph/python-loads'
import { type PythonAgent, startAgent } from '../support/agent'
import { connectionString, onDatabase } from '../support/databases'
import { codePointEmbedder } from '../support/stores'

const DIMS = 32
const OURS = ['user_memories', 'ours']
const THEIRS = ['user_memories', 'theirs']
const VALUES = [
  '{"text": "prefers tea", "since": 2019, "share": 1.0, "since": 2020}',
  '{"big": 12345678901234567890, "tiny": 1e-7, "huge": 1e16, "e": 1E5, "neg": -0.0, "cut": 2.50, "t": true, "n": null}',
  ' {"text": "Größe 日本語 😀 \\u007f\\u2028", "rtl": "שלום", "quote": "She said \\"no\\" \\\\ tab\\there", "\\u00e9": "\\/"}\n',
  '{"z": {}, "A": {"b": [1, {"c": "deep"}, []]}, "tags": ["a", "b", 1.5e3, 123456789.0e-9]}',
  '{}',
]
/** What a model may well send, and pieces to make worse of. */
const TEXTS = [
  '',
  ' ',
  'tea',
  '{',
  '{"a"',
  '{"a":',
  '{"a": 1',
  '{"a": 1,',
  '{"a": 1}}',
  "{'a': 1}",
  '{a: 1}',
  '{"a" 1}',
]
  .concat(['{"a": 1 "b": 2}', '[1 2]', '[', '[1,', '{"a": "b', '{"a": "b\\', '{"a": "\\x"}', '{"a": "\\u12"}'])
  .concat([
    '{"a": "\\ud83d\\u"}',
    '{"a": "line\nbreak"}',
    '\ufeff{}',
    '{"😀": x}',
    '{\n"é": 1,\n\t"b": 01}',
    '{"a": 1.}',
  ])
  .concat([
    '```json\n{"a": 1}\n```',
    '{"a": NaN}',
    '-Infinity',
    '+1',
    '{"a": True}',
    '{"a": undefined}',
    'null x',
    '{"a": 1}\u00a0',
  ])
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  'u00e9',
  '\\ud83d',
  '1',
  '-',
  '.',
  'e',
  'NaN',
  '-Infinity',
  'true',
].concat(['tru', ' ', '\n', '\t', '\u0001', 'é', '😀', '"a"', '{"a": 1}', '\u2028', '\ud800'])

describe.skipIf(inject('agentPython') === null)('beside the agent’s own Python', () => {
  onDatabase('postgres', (use) => {
    let agent: PythonAgent
    let memory: LongTermMemory
    beforeAll(async () => {
      agent = startAgent(connectionString(use()), DIMS, ['$'])
      await agent.run({ verb: 'setup' })
      memory = new LongTermMemory({ pool: use().pool, embedder: codePointEmbedder(DIMS), pseudonymKey: 'key' })
      await memory.setup()
    })
    afterAll(() => agent.close())

    test('json.loads is quoted to the letter', async () => {
      const texts = [
        ...TEXTS,
        ...fc.sample(fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }), 3_000).map((all) => all.join('')),
      ]
      for (const value of VALUES)
        for (let at = 0; at < value.length; at++)
          texts.push(value.slice(0, at), value.slice(0, at) + value.slice(at + 1))
      const theirs = await agent.run<(string | null)[]>({ verb: 'loads', texts })
      // Python 3.13 says more of a comma too many
      const compared = texts.flatMap((text, at) =>
        theirs[at]?.startsWith('Illegal trailing comma') ? [] : [[text, theirs[at]]],
      )
      expect(compared.map(([text]) => [text, pythonLoadsProblem(text ?? '')])).toEqual(compared)
      expect(compared.filter(([, problem]) => problem !== null).length).toBeGreaterThan(3_000)
    })

    test('what the tool saves is what the agent saves of the same text, row and vectors', async () => {
      for (const [at, json] of VALUES.entries()) {
        expect(await saveUserMemory(memory, 'ours', `key ${at}`, json)).toBe(
          `Successfully saved memory with key 'key ${at}'`,
        )
        await agent.run({ verb: 'put', namespace: THEIRS, key: `key ${at}`, json })
      }
      const rowsOf = async (namespace: string[]) =>
        (
          await use().pool.query(
            `select s.key, s.value::text, v.field_name, v.embedding::text from store s left join store_vectors v using (prefix, key)
              where prefix = $1 order by s.key`,
            [namespace.join('.')],
          )
        ).rows
      expect(await rowsOf(OURS)).toEqual(await rowsOf(THEIRS))
      expect(await rowsOf(OURS)).toHaveLength(VALUES.length)
    })

    test('both print the very same text, of what either saved', async () => {
      for (const query of ['tea', 'What does she prefer?', '日本', ' ', '{"z": 1}'])
        for (const namespace of [OURS, THEIRS, ['user_memories', 'nobody']])
          expect(await getUserMemory(memory, namespace[1] ?? '', query)).toBe(
            await agent.run({ verb: 'reference-tool', namespace, query }),
          )
    })
  })
})
