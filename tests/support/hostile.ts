// User ids, keys and values chosen to cross every border there is: wildcards, separators, spellings, prefixes of one another.
import fc from 'fast-check'

const NAMES = ['bob', 'bobby', 'bob.x', 'bob-x', 'b_b', 'b%b', 'bo', 'Bob', 'BOB', 'a', 'joe', 'é', 'e\u0301', '日本']
const PIECES = [
  ...NAMES,
  ...[
    '_',
    '%',
    '\\',
    '.',
    '..',
    '-',
    '--',
    '-at-',
    '@',
    '@at.',
    "'",
    '"',
    '`',
    '/',
    ':',
    '*',
    '?',
    '#',
    '$1',
    ' ',
    '\n',
    '\t',
  ],
  ...['．', '＠', '‮', '\u200b', 'مرحبا', '😀', '👩‍👩‍👧', 'ﬁ', 'İ', 'ß', '\u007f', '\uffff', '\u{10ffff}'],
  ...[
    "' or 1=1 --",
    "'); drop table store; --",
    '$$',
    '{a,b}',
    '(.*)',
    '[^a]',
    '%s',
    '\\u0000',
    '__proto__',
    'user_memories',
  ],
]

const piece = fc.constantFrom(...PIECES)

/** An id that could sign in: well formed, without NUL, not empty. */
export const hostileId: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
    { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')) },
    { weight: 2, arbitrary: fc.tuple(piece, piece).map(([local, domain]) => `${local}@${domain}.com`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(piece, fc.integer({ min: 200, max: 700 }))
        .map(([p, n]) => p.repeat(n).slice(0, 320).toWellFormed()),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }) },
  )
  .filter((id) => id !== '' && id.isWellFormed() && !id.includes('\u0000'))

/** Ids that resemble `id`: what a careless comparison would take for the same person. */
export function lookalikes(id: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    ...[
      `${id}x`,
      `${id}.x`,
      `${id}-x`,
      `${id}/`,
      `${id} `,
      `${id}\n`,
      `${id}%`,
      `${id}_`,
      `${id}0`,
      ` ${id}`,
      `${id}${id}`,
    ],
    ...[
      id.slice(0, -1),
      id.toUpperCase(),
      id.toLowerCase(),
      id.normalize('NFC'),
      id.normalize('NFD'),
      id.normalize('NFKC'),
    ],
    ...[
      id.replaceAll('.', '-'),
      id.replaceAll('@', '-at-'),
      id.replaceAll('-', '.'),
      id.replace(/./su, '_'),
      id.replace(/./su, '%'),
    ],
  )
}

/** In every group: each is taken for another by one careless comparison or another. */
const ALWAYS = ['bob', 'bobby', 'bob.x', 'b_b', 'b%b', 'Bob', 'bob ', 'é', 'e\u0301', 'bo\\b']

/** A group of different people, many of them lookalikes. */
export const population = (size: number): fc.Arbitrary<string[]> =>
  fc
    .uniqueArray(hostileId, { minLength: size / 2, maxLength: size / 2 })
    .chain((ids) => fc.tuple(fc.constant(ids), fc.tuple(...ids.map(lookalikes))))
    .map(([ids, alike]) => [...new Set([...ALWAYS, ...ids, ...alike])].filter((id) => id !== '' && id.isWellFormed()))

/** Keys that may be stored. */
export const hostileKey: fc.Arbitrary<string> = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    .filter((key) => key.isWellFormed() && !key.includes('\u0000')),
)

const digits = (max: number) => fc.stringMatching(/^[0-9]+$/).map((text) => text.slice(0, max))
const numberText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '1.0',
    '-0.0',
    '1e16',
    '1E5',
    '1e-7',
    '12345678901234567890',
    '1.50',
    '0e10',
    '-1.0e+2',
    '1e400',
    '1e-400',
    '9007199254740993',
    '1e-20000',
    '0.1',
    '5e-324',
    '1.7976931348623157e308',
  ),
  fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.integer({ min: 1, max: 9 }),
      digits(30),
      fc.constantFrom('', '.0', '.125', '.1e3', 'e7', 'E-12', 'e+3'),
    )
    .map(([sign, first, rest, end]) => `${sign}${first}${rest}${end}`),
)
const text = fc.oneof(
  piece,
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const name = fc.oneof(
  fc.constantFrom('', '__proto__', 'constructor', 'a.b', 'a', 'toString', '$', 'text', '*', '[0]', ' ', 'é', '😀'),
  text,
)
/** How a text may be spelled: as it is, or every unit escaped. */
const spelled = (arbitrary: fc.Arbitrary<string>) =>
  fc.tuple(arbitrary, fc.boolean()).map(([word, isEscaped]) =>
    isEscaped
      ? `"${[...word]
          .flatMap((c) => c.split(''))
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join('')}"`
      : JSON.stringify(word),
  )
const space = fc.constantFrom('', '', ' ', '\n', '\t', ' \r\n ')

/** JSON texts of objects, in every spelling that the grammar allows; some of them hold what cannot be stored. */
export const objectText: fc.Arbitrary<string> = fc.letrec<{
  value: string
  list: string
  object: string
  leaf: string
}>((tie) => ({
  leaf: fc.oneof(numberText, spelled(text), fc.constantFrom('true', 'false', 'null', '{}', '[]')),
  value: fc.oneof({ maxDepth: 5, depthSize: 'small' }, tie('leaf'), tie('list'), tie('object')),
  list: fc
    .tuple(fc.array(tie('value'), { maxLength: 4 }), space)
    .map(([items, gap]) => `[${gap}${items.join(`${gap},`)}${gap}]`),
  object: fc
    .tuple(fc.array(fc.tuple(spelled(name), tie('value')), { maxLength: 5 }), space)
    .map(
      ([members, gap]) =>
        `${gap}{${members.map(([key, value]) => `${gap}${key}${gap}:${gap}${value}`).join(',')}${gap}}`,
    ),
})).object
