// After signing in one goes on to a page of this site, and to no other: addresses are read as browsers read them.
import { expect, test } from 'vitest'
import { isOwnPath } from '@/lib/shared/own-path'

test.each([
  '/',
  '/memories',
  '/memories?q=//evil.example',
  '/a/../b',
  '/%2f%2fevil.example',
  '/@evil.example',
  '/a#//b',
])('%s is a page of this site', (path) => expect(isOwnPath(path)).toBe(true))

test.each([
  ...[
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n\\evil.example',
  ],
  ...['https://evil.example', 'javascript:alert(1)', 'evil.example', '', ' //evil.example', '//', '/\\'],
])('%j is none', (text) => expect(isOwnPath(text)).toBe(false))
