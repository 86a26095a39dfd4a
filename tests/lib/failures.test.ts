// The failures of the products before us (design/experience.md §5): each has a test that names it, or a reason why not yet.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What the product does not do yet, so that it cannot fail in this way. */
const NOT_YET: Record<number, string> = {
  6: 'there is one surface: no REST, MCP or CLI writes',
  7: 'no action reaches further than one person',
  9: 'threads are not deleted',
  17: 'nothing is forgotten for good yet: deletion is undoable, forgetting is issue 7',
  18: 'forgetting is issue 7',
  20: 'forgetting is issue 7',
  21: 'forgetting is issue 7',
  64: 'requests are issue 7',
  68: 'the audit’s chain is issue 6',
  69: 'admins are issue 6',
}

test('each failure from T1 to T73 has a test with its name, or a reason', () => {
  const files = execFileSync('git', ['ls-files', 'tests'], { encoding: 'utf8' }).split('\n')
  const named = new Set<number>()
  for (const file of files.filter((name) => /\.(test|spec)\.ts$/.test(name)))
    for (const [, list = ''] of readFileSync(file, 'utf8').matchAll(/['"`](T\d+(?:, T\d+)*): /g))
      for (const name of list.split(', ')) named.add(Number(name.slice(1)))
  const all = Array.from({ length: 73 }, (_, at) => at + 1)
  expect(all.filter((failure) => !named.has(failure) && !(failure in NOT_YET)).map((failure) => `T${failure}`)).toEqual(
    [],
  )
  expect(all.filter((failure) => named.has(failure) && failure in NOT_YET)).toEqual([])
})
