import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const lock = readFileSync('package-lock.json', 'utf8')
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>

test('LangGraph.js’ own store, which would harm the agent’s migration ledger, is not in the tree', () => {
  expect(lock).not.toMatch(/langgraph-checkpoint-postgres/)
})

test('every version is pinned exactly', () => {
  for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})

test('no registry is named in the lock file', () => {
  expect(lock).not.toMatch(/"resolved":/)
  expect(lock).not.toMatch(
    /https?:\/\/(?!.*(github|opencollective|funding|tidelift|patreon|feross|buymeacoffee|paypal))[^"]*\.tgz/,
  )
})

test('the lock file holds the packages of other systems too', () => {
  for (const name of [
    '@next/swc-darwin-arm64',
    '@next/swc-win32-x64-msvc',
    '@biomejs/cli-darwin-arm64',
    '@tailwindcss/oxide-darwin-arm64',
  ])
    expect(lock).toContain(`node_modules/${name}"`)
})

test('nothing over 1 MB is committed', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
  expect(files.length).toBeGreaterThan(50)
  for (const file of files) expect([file, sizeOf(file) <= 1_048_576]).toEqual([file, true])
})

function sizeOf(file: string): number {
  try {
    return readFileSync(file).length
  } catch {
    return 0 // deleted, and not yet committed so
  }
}
