// Every action that is written to the audit has its words, and every place of the address comes back as it went.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auditHref, NO_FILTER, readAuditFilter } from '@/lib/shared/audit-filter'
import { AUDIT_ACTIONS, groupOf } from '@/lib/shared/audit-words'
import { isDay } from '@/lib/shared/time'

/** Texts that look like the name of an action and are none. */
const NO_ACTIONS = new Set(['memory.name', 'token.name', 'role.admin'])

test('every action that the sources name has words, and every one with words is that of some action', () => {
  const parts = [...new Set(AUDIT_ACTIONS.map((action) => action.split('.')[0]))].join('|')
  const isAction = new RegExp(`['"\`]((?:${parts})\\.[a-z][a-z-]*)['"\`]`, 'g')
  const files = ['lib', 'app', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|sql)$/.test(name) && !name.endsWith('audit-words.ts'))
      .map((name) => `${folder}/${name}`),
  )
  const found = new Map<string, string>()
  for (const file of files)
    for (const [, action = ''] of readFileSync(file, 'utf8').matchAll(isAction)) found.set(action, file)
  expect(found.size).toBeGreaterThan(15)
  const unknown = [...found].filter(([action]) => !AUDIT_ACTIONS.includes(action) && !NO_ACTIONS.has(action))
  expect(unknown, 'give it words in lib/shared/audit-words.ts').toEqual([])
})

test('recorded actions are written as literals that the scan above sees', () => {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const built = files.filter((name) => /action: `[^`]*\$\{(?!string)/.test(readFileSync(`lib/${name}`, 'utf8')))
  expect(built).toEqual([])
  expect(groupOf('something.new')).toBe('other')
})

test('an address says what it was made of, and leaves out what it cannot mean', () => {
  const pseudonym = 'abcdefghijklmnopqrstuvwxyz_-ABCDEFGHIJKLMNO'
  const filter = {
    ...{
      from: '2026-02-28',
      to: '2026-03-01',
      what: 'saved' as const,
      outcome: 'refused',
      role: 'agent',
      through: 'mcp',
    },
    ...{ actor: pseudonym, subject: pseudonym, memory: pseudonym },
  } as const
  const { searchParams } = new URL(auditHref(filter, { below: '7', entry: '5' }), 'http://localhost')
  expect(readAuditFilter((name) => searchParams.get(name))).toEqual(filter)
  expect([searchParams.get('below'), searchParams.get('entry')]).toEqual(['7', '5'])
  expect(auditHref()).toBe('/admin/audit')
  const odd = {
    from: '2026-02-30',
    what: 'all',
    outcome: '',
    role: 'god',
    through: 'ada-lovelace',
    who: 'ada@example.com',
    about: "' or 1=1",
    memory: ['a'],
  }
  expect(readAuditFilter((name) => odd[name as keyof typeof odd])).toEqual(NO_FILTER)
  expect(['2024-02-29', '2999-12-31', '2023-02-29', '0000-00-00', '2026-1-1'].map(isDay)).toEqual([
    ...[true, true, false, false, false],
  ])
  expect(readAuditFilter((name) => (name === 'from' ? '1000-01-01' : null))).toEqual(NO_FILTER)
})
