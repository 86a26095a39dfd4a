// What Databricks is given: structure and names as its SDK for Python 0.162 (service/apps.py) and its bundles 1.22 (apps/_models) have them; no workspace is reached here.
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseEnvironment, SETTING_NAMES } from '@/lib/env'

const text = z.string().min(1)
const variable = z.strictObject({ description: text, default: text.optional() })
const named = { name: z.string().regex(/^[a-z0-9-]{2,30}$/), description: text }
const resource = z.union([
  z.strictObject({
    ...named,
    postgres: z.strictObject({ branch: text, database: text, permission: z.literal('CAN_CONNECT_AND_CREATE') }),
  }),
  z.strictObject({
    ...named,
    database: z.strictObject({
      instance_name: text,
      database_name: text,
      permission: z.literal('CAN_CONNECT_AND_CREATE'),
    }),
  }),
  z.strictObject({
    ...named,
    serving_endpoint: z.strictObject({ name: text, permission: z.enum(['CAN_MANAGE', 'CAN_QUERY', 'CAN_VIEW']) }),
  }),
  z.strictObject({
    ...named,
    experiment: z.strictObject({ experiment_id: text, permission: z.enum(['CAN_EDIT', 'CAN_MANAGE', 'CAN_READ']) }),
  }),
  z.strictObject({
    ...named,
    secret: z.strictObject({ scope: text, key: text, permission: z.enum(['MANAGE', 'READ', 'WRITE']) }),
  }),
])
const bundle = z.strictObject({
  bundle: z.strictObject({ name: text }),
  variables: z.record(z.string().regex(/^[a-z_]+$/), variable),
  sync: z.strictObject({ exclude: z.array(text) }),
  resources: z.strictObject({
    apps: z.record(
      z.string().regex(/^[a-z_]+$/),
      z.strictObject({
        name: text,
        description: text,
        source_code_path: text,
        resources: z.array(resource),
        permissions: z.array(z.strictObject({ level: z.enum(['CAN_MANAGE', 'CAN_USE']), group_name: text })),
      }),
    ),
  }),
  targets: z.record(
    z.string(),
    z.strictObject({
      default: z.boolean(),
      mode: z.enum(['development', 'production']),
      workspace: z.strictObject({ root_path: text }),
    }),
  ),
})
const app = z.strictObject({
  command: z.array(text).min(1),
  env: z.array(
    z.union([z.strictObject({ name: text, value: z.string() }), z.strictObject({ name: text, valueFrom: text })]),
  ),
})

/** What Databricks Apps puts into a variable that names such a resource (their page "environment variables"). */
const VALUE: Record<string, string> = {
  postgres: 'projects/p/branches/b/endpoints/e',
  database: 'instance.database.example.com',
  serving_endpoint: 'databricks-gte-large-en',
  experiment: '456789012',
  secret: 'a'.repeat(44),
}
/** Read by Next, and by scripts/listener.mjs. */
const NEXT_OWN = ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY']

for (const way of ['as it is', 'with everything that is offered'] as const)
  describe(way, () => {
    const read = (path: string) => {
      const source = readFileSync(path, 'utf8')
      return way === 'as it is' ? source : source.replaceAll(/^( *)#\+ /gm, '$1')
    }
    const { variables, resources, ...rest } = bundle.parse(parse(read('databricks.yml')))
    const { command, env } = app.parse(parse(read('app.yaml')))
    const offered = resources.apps.dashboard?.resources ?? []

    test('app.yaml names settings that exist, each once, and resources that the bundle has', () => {
      const names = env.map(({ name }) => name)
      expect(names.filter((name) => !SETTING_NAMES.includes(name) && !NEXT_OWN.includes(name))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
      const asked = env.flatMap((one) => ('valueFrom' in one ? [one.valueFrom] : []))
      expect(asked.sort()).toEqual(offered.map(({ name }) => name).sort())
    })

    test('its values, and those that the platform puts in, are understood', () => {
      const settings = Object.fromEntries(
        env.map((one) => {
          if ('value' in one) return [one.name, one.value]
          const found = offered.find(({ name }) => name === one.valueFrom) ?? {}
          const [kind = ''] = Object.keys(found).filter((key) => key in VALUE)
          return [one.name, VALUE[kind] ?? '']
        }),
      )
      const given = {
        DATABRICKS_HOST: 'https://workspace.example.com',
        DATABRICKS_CLIENT_ID: 'x',
        DATABRICKS_CLIENT_SECRET: 'y',
      }
      expect(parseEnvironment({ ...given, ...settings })).toMatchObject({
        authMode: 'databricks-apps',
        namespaceStyle: 'dots',
        embedding: { databricksEndpoint: 'databricks-gte-large-en' },
      })
    })

    test('every variable that is used is declared, and every one declared is used', () => {
      const used = [...JSON.stringify({ resources, rest }).matchAll(/\$\{var\.([a-z_]+)\}/g)].map(([, name]) => name)
      expect([...new Set(used)].sort()).toEqual(Object.keys(variables).sort())
    })

    test('the command is what npm start is, and there is a build before it', () => {
      const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
      expect(command.join(' ')).toBe(scripts.start)
      expect(scripts.build).toMatch(/^next build( |$)/)
    })
  })

test('no file is larger than the 10 MB that Databricks Apps take', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((path) => statSync(path).size > 10_000_000)).toEqual([])
})

test('the operators’ page names every setting', () => {
  const page = readFileSync('docs/operators.md', 'utf8')
  const own = ['NODE_ENV', 'DEMO_DATA']
  expect(
    [...SETTING_NAMES, ...NEXT_OWN].filter((name) => !own.includes(name) && !page.includes(`\`${name}\``)),
  ).toEqual([])
})
