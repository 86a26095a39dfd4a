// What looks like a secret: by its form, by the name it stands under, by how it is announced, or by its randomness.
import { type Sentence, sentence } from './text'

/** Forms that nothing else has. */
const FORMS: [RegExp, Sentence][] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/, sentence('a private key')],
  [/\bdapi[0-9a-f]{32}(?:-\d)?\b/, sentence('an access token of Databricks')],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, sentence('an access key of AWS')],
  [/\b(?:gh[oprsu]_[A-Za-z0-9]{36,}|github_pat_\w{22,})\b/, sentence('an access token of GitHub')],
  [
    /\b(?:sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{20,}|(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|glpat-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z0-9]{30,}|AIza[\w-]{35}|SG\.[\w-]{16,}\.[\w-]{16,})/,
    sentence('an access token'),
  ],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, sentence('an access token')],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,100}:[^\s/@]{3,200}@/i, sentence('an address with a password in it')],
  [/\bauthorization: ?(?:bearer|basic) [\w.+/=-]{12,}/i, sentence('an access token')],
]

const PASSWORD = sentence('a password')
const KEY = sentence('a key or a token')
const PIN = sentence('a PIN')
const CARD = sentence('the number of a payment card')
const RANDOM = sentence('a key or a token: a long run of random characters')

const NAMED: [RegExp, RegExp, Sentence][] = [
  [
    /(?:^|[_\s.-])(?:pass(?:word|wd|phrase|code)|pwd|passwort|kennwort|mot_de_passe|contraseña|contrasena|senha|wachtwoord|hasło|пароль)$/i,
    /^(?!(?:n\/?a|none|null|yes|no|unknown|changed|reset|hidden|redacted|required|see)$)[^\s]{4,}$/i,
    PASSWORD,
  ],
  [
    /(?:^|[_\s.-])(?:api_?key|secret|secret_?key|client_?secret|access_?token|auth_?token|refresh_?token|bearer|private_?key|token)$/i,
    /^(?=.*\d)[^\s]{8,}$/,
    KEY,
  ],
  [/(?:^|[_\s.-])(?:pin|pin_?code|cvv|cvc|geheimzahl)$/i, /^\d{3,8}$/, PIN],
]

/** "the password is …", where what follows is no word: it has a digit or a sign inside. */
const ANNOUNCED =
  /(?<!\p{L})(?:password|passphrase|passcode|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|api key|api-key|access token|пароль)\s?(?:is|ist|lautet|est|es|é|:|=)\s?["'“”„«`]?(?=[^\s"'”“»`]{4,})(?=[^\s"'”“»`]*[\d!#$%&*+=@^~])([^\s"'”“»`]+)/iu

const ANNOUNCED_PIN = /\b(?:pin|pin code|cvv|geheimzahl)\s?(?:is|ist|lautet|:|=)\s?\d{3,8}\b/i

/** What a member looks like by the name that it stands under, or null. */
export function secretUnder(members: readonly { name: string; text: string }[]): Sentence | null {
  for (const { name, text } of members) {
    const named = NAMED.find(([names, values]) => names.test(name) && values.test(text.trim()))
    if (named !== undefined) return named[2]
  }
  return null
}

/** What some part of a text looks like, or null. */
export function secretIn(text: string): Sentence | null {
  const form = FORMS.find(([pattern]) => pattern.test(text))
  if (form !== undefined) return form[1]
  if (ANNOUNCED.test(text)) return PASSWORD
  if (ANNOUNCED_PIN.test(text)) return PIN
  if (hasCardNumber(text)) return CARD
  return hasRandomRun(text) ? RANDOM : null
}

/** A number of 15 or 16 digits that begins like a card's and has its check digit right. */
function hasCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(/(?<![\d.-])\d(?:[ -]?\d){14,15}(?![\d.-])/g)) {
    const digits = run.replace(/[ -]/g, '')
    if (/^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6011\d{12})$/.test(digits) && isLuhn(digits)) return true
  }
  return false
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/**
 * A run of letters of both cases and digits, well mixed. Names of files and variables change between letters and digits once
 * or twice; what is part of an address is mostly the number of a document.
 */
function hasRandomRun(text: string): boolean {
  for (const found of text.matchAll(/(?<![\w./:@#?&=%+-])[A-Za-z0-9+/_=-]{24,200}(?![\w./:@-])/g)) {
    const run = found[0]
    const changes = run.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
    if (/[a-z]/.test(run) && /[A-Z]/.test(run) && changes >= 4 && bitsPerCharacter(run) >= 4) return true
  }
  return false
}

/** Shannon's entropy of a text. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return -[...counts.values()].reduce((bits, count) => bits + (count / text.length) * Math.log2(count / text.length), 0)
}
