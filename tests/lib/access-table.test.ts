// "Whatever page or action exists, I can read in one table who may use it": what the check of a build reads, and what it refuses to guess.
import { expect, test } from 'vitest'
import { exportedMethods } from '../../scripts/access-table.mjs'

test('each method that a route handler declares is read', () => {
  const text = `import { z } from 'zod'
export const dynamic = 'force-dynamic'
export type Query = { q: string }
export async function GET(request: Request) {}
export function POST() {}
export const DELETE = handler`
  expect(exportedMethods(text)).toEqual({ methods: ['GET', 'POST', 'DELETE'], problem: null })
})

test.each([
  ['a list', 'function GET() {}\nexport { GET }'],
  ['a list beside a declaration', 'export function GET() {}\nexport { POST } from "./other"'],
  ['everything of another file', 'export function GET() {}\nexport * from "./other"'],
  ['a pattern', 'export const { GET, POST } = handlers'],
  ['a variable', 'export function GET() {}\nexport let POST = handler'],
  ['one by default', 'export function GET() {}\nexport default handler'],
  ['none', 'export const dynamic = "force-dynamic"'],
  ['nothing', ''],
])('a handler that exports %s fails the build', (_, text) => {
  expect(exportedMethods(text).problem).not.toBeNull()
})
