// docs/security.md, controls.md and asvs.md name tests that are there, and each seeded fault names a threat that is in it and code that is still written so.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FAULTS } from '../../scripts/seeded-faults'

const page = readFileSync('docs/security.md', 'utf8')

test.each([
  ['security.md', 100],
  ['asvs.md', 70],
  ['controls.md', 4],
])('every link of docs/%s leads to a file', (name, atLeast) => {
  const links = [...readFileSync(`docs/${name}`, 'utf8').matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link ?? '')
  expect(links.length).toBeGreaterThanOrEqual(atLeast)
  const ours = links.filter((link) => !link.startsWith('https://'))
  expect(ours.filter((link) => !existsSync(join('docs', link)))).toEqual([])
})

test('every threat has a control and a test', () => {
  const rows = [...page.matchAll(/^\| (T\d+) \|(.*)\|$/gm)]
  expect(rows.map(([, name]) => name)).toEqual(Array.from({ length: 42 }, (_, at) => `T${at + 1}`))
  for (const [, name, row] of rows) expect(row?.split('|').at(-1), name).toContain('../tests/')
})

test('every seeded fault can be seeded: its code stands there once, and its tests are there', () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(25)
  for (const { fault, threat, file, is, tests } of FAULTS) {
    expect(readFileSync(file, 'utf8').split(is), fault).toHaveLength(2)
    expect(page, fault).toContain(`| ${threat} |`)
    expect(
      tests.filter((one) => !existsSync(one)),
      fault,
    ).toEqual([])
  }
})
