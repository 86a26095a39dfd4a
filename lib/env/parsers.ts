// What the text of a setting may be, and what it becomes.
import { z } from 'zod'
import { asciiLower } from '../shared/ascii'

export const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value))
export const wholeIfSet = (min: number, max: number) =>
  optional.transform((value, context) => {
    if (value === undefined) return undefined
    const number = Number(value)
    if (Number.isInteger(number) && number >= min && number <= max) return number
    context.addIssue({ code: 'custom', message: `must be a whole number from ${min} to ${max}` })
    return z.NEVER
  })
export const whole = (fallback: number, min: number, max: number) =>
  wholeIfSet(min, max).transform((value) => value ?? fallback)
export const yes = optional.transform((value) => value === 'true' || value === '1')

/** `EMBEDDING_FIELDS`: the agent's `embedding_fields`, as a JSON list or separated by commas outside brackets. */
export const fields = optional.transform((value, context) => {
  if (value === undefined) return ['$']
  try {
    const parsed: unknown = value.startsWith('["')
      ? JSON.parse(value)
      : value.split(/,(?![^{[]*[}\]])/).map((path) => path.trim())
    const paths = z.array(z.string().min(1)).min(1).parse(parsed)
    if (new Set(paths).size === paths.length) return paths
  } catch {
    // said below, for both ways of being wrong
  }
  context.addIssue({ code: 'custom', message: 'must be a list of different paths, such as ["text","tags[*]"]' })
  return z.NEVER
})

export const idPattern = optional.transform((value, context) => {
  if (value === undefined) return undefined
  try {
    return new RegExp(`^(?:${value})$`, 'u')
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be a regular expression that every sign-in id matches as a whole',
    })
    return z.NEVER
  }
})

/** `MEMORY_OWNER_FIELD`: one name on the outermost level of a value, no path. */
export const memberName = optional.transform((value, context) => {
  if (value === undefined) return undefined
  if (value.length <= 200 && value.isWellFormed() && !/[\p{Cc}$.[\]{}*,"'\\]/u.test(value)) return value
  context.addIssue({
    code: 'custom',
    message: 'must be the name of one field of a memory, such as user_id, and no path',
  })
  return z.NEVER
})

/** `LOCAL_USERS`: who the local sign-in offers: `Name <id>` or just `id`, separated by semicolons. */
export const localUsers = optional.transform((value) =>
  (value ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const named = /^(.+?)\s*<(.+)>$/s.exec(entry)
      return named?.[1] && named[2] ? { name: named[1], id: named[2] } : { name: entry, id: entry }
    }),
)

/** `Ada@corp.com, bob@corp.com` as a set. E-mail addresses are compared without regard to the case of ASCII letters. */
export const names = optional.transform(
  (value) =>
    new Set(
      (value ?? '')
        .split(/[,;]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
)
export const emails = names.transform((given) => new Set([...given].map(asciiLower)))

/** Where people open the dashboard: an origin, without a path. */
export const publicOrigin = optional.transform((value, context) => {
  if (value === undefined) return undefined
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  context.addIssue({
    code: 'custom',
    message: 'must be the address that people open, such as https://memory.example.com, without a path',
  })
  return z.NEVER
})

export const scopes = optional.transform((value, context) => {
  const given = value ?? 'openid profile email'
  if (given.split(/\s+/).includes('openid')) return given
  context.addIssue({ code: 'custom', message: 'must contain openid, such as "openid profile email"' })
  return z.NEVER
})
