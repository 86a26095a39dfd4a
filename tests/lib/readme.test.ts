import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'memory-readme-'))
const file = 'tests/support/readme-example.gen.ts'
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
  rmSync(file, { force: true })
})

test('README’s example saves, finds with a score, reads and deletes', () => {
  const [, example = ''] = /```ts\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? []
  expect(example).toContain('LongTermMemory')
  // inside the project, where its path alias is known; the data goes elsewhere
  writeFileSync(file, example.replace('.data/example', join(directory, 'example')))
  const options = ['--liftoff-only', '--import', 'tsx'] // as vitest.config.ts does
  const lines = execFileSync(process.execPath, [...options, file], { encoding: 'utf8' })
    .trim()
    .split('\n')
  expect(lines[0]).toMatch(/^0\.\d\d preferred_workspace Production$/)
  expect(Number(lines[0]?.slice(0, 4))).toBeGreaterThan(0.3)
  expect(lines[1]).toBe(
    'saved {"workspace_id": "12345", "workspace_name": "Production", "preference_date": "2025-01-15"}',
  )
  expect(lines.slice(2)).toEqual(['deleted true', 'now null'])
})
