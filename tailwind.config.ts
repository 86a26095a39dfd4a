// Names only: the values live in app/globals.css, where each has a light and a dark reading.
import type { Config } from 'tailwindcss'

const token = (name: string) => `var(--${name})`
const colours = [
  'paper',
  'sheet',
  'sunken',
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'edge',
  'pen',
  'pen-wash',
  'pen-fill',
  'on-pen',
  'strike',
  'strike-wash',
  'strike-fill',
  'on-strike',
  'doubt',
  'doubt-wash',
  'shade',
]

export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      ...Object.fromEntries(colours.map((name) => [name, token(name)])),
    },
    fontFamily: { reading: token('reading'), plain: token('plain'), code: token('code') },
    borderRadius: {
      none: '0',
      mark: token('radius-mark'),
      control: token('radius-control'),
      float: token('radius-float'),
    },
    boxShadow: { none: 'none', lift: token('lift') },
    extend: {
      spacing: { gutter: token('gutter') },
      fontSize: {
        huge: ['1.75rem', '2.25rem'],
        big: ['1.5rem', '2rem'],
        words: ['1.125rem', '1.625rem'],
        prose: ['0.9375rem', '1.4375rem'],
        plain: ['0.875rem', '1.25rem'],
        note: ['0.8125rem', '1.125rem'],
        section: ['1.125rem', { lineHeight: '1.625rem', fontWeight: '600' }],
        title: ['1.75rem', { lineHeight: '2.25rem', letterSpacing: '-0.02em', fontWeight: '600' }],
      },
    },
  },
} satisfies Config
