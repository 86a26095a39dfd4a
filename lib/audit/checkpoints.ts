// Checkpoints of the audit's chain: signed lines in a file outside the database. Whoever holds the public key alone can check them.
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

/** What is signed. The names are in the order of the line. */
export type Checkpoint = {
  v: 1
  /** Random, made with the record: by it alone one record is told from another. */
  record: string
  /** Name of the database, and of our schema in it, for whoever reads the file. */
  database: string
  /** Of the last entry, and its hash; `first`: the hash of the first. */
  seq: number
  hash: string
  first: string
  /** The database's clock. */
  at: string
  /** SHA-256 of this record's line before; null: there was none. */
  previous: string | null
  /** Which key signed: the beginning of its SHA-256. */
  key: string
}

/** A line as it says of itself, unproven. */
export type Line = Checkpoint & { signature: string }

export type Signer = { privateKey: KeyObject; publicKey: KeyObject }

/** PKCS #8 and SPKI of Ed25519 around 32 bytes (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')

/** @param seed 32 bytes in hex */
export function signerOf(seed: string): Signer {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PRIVATE, Buffer.from(seed, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

/** The 32 bytes of a public key, base64url. */
export function writePublicKey(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length).toString('base64url')
}

/** @returns null for what is no key */
export function readPublicKey(text: string): KeyObject | null {
  const raw = Buffer.from(text.trim(), 'base64url')
  if (raw.length !== 32) return null
  return createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' })
}

const keyIds = new WeakMap<KeyObject, string>()

/** By which a key is named: the beginning of its SHA-256. */
export function keyId(key: KeyObject): string {
  const known = keyIds.get(key)
  if (known !== undefined) return known
  const made = createHash('sha256').update(writePublicKey(key)).digest('hex').slice(0, 16)
  keyIds.set(key, made)
  return made
}

/** A line without its end. */
export function writeLine(signer: Signer, facts: Omit<Checkpoint, 'v' | 'key'>): string {
  const text = canonical({ v: 1, ...facts, key: keyId(signer.publicKey) })
  const signature = sign(null, Buffer.from(text), signer.privateKey).toString('base64url')
  return `${text.slice(0, -1)},"signature":"${signature}"}`
}

function canonical({ v, record, database, seq, hash, first, at, previous, key }: Checkpoint): string {
  return JSON.stringify({ v, record, database, seq, hash, first, at, previous, key })
}

export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex')
}

/** What a line says, unproven; null for what is no checkpoint, to the byte. */
export function readLine(line: string): Line | null {
  try {
    const read = JSON.parse(line) as Line
    if (!isShaped(read)) return null
    const again = `${canonical(read).slice(0, -1)},"signature":${JSON.stringify(read.signature)}}`
    return again === line ? read : null
  } catch {
    return null
  }
}

/** Anybody may have written it: numbers and lists may stand where a text belongs. */
function isShaped({ record, database, seq, hash, first, at, previous, key, signature }: Line): boolean {
  const texts = [record, database, hash, first, at, previous === null ? '' : previous, key, signature]
  return Number.isSafeInteger(seq) && texts.every((text) => typeof text === 'string')
}

/** Whether a line bears the signature of one of the keys; `another key`: none of them is said to have signed it. */
export function signatureOf(line: Line, keys: readonly KeyObject[]): 'holds' | 'broken' | 'another key' {
  const named = keys.filter((key) => keyId(key) === line.key)
  if (named.length === 0) return 'another key'
  const [text, signature] = [Buffer.from(canonical(line)), Buffer.from(line.signature, 'base64url')]
  return named.some((key) => verify(null, text, key, signature)) ? 'holds' : 'broken'
}

export type Sealed = Checkpoint & { line: number }

/** What is wrong with a file, by its first line that is. */
export type FileProblem = { line: number; why: 'signature' | 'order' }

/** Lines that prove nothing and break nothing: how many, and which is the first. `torn`: whoever wrote it did not come to its end. */
export type FileDoubt = { line: number; count: number; why: 'torn' | 'key' }

/** What a file holds of one record, and beside it. */
export type FileRead = {
  /** Those that are proven, up to the first line that is wrong. */
  checkpoints: Sealed[]
  problem: FileProblem | null
  doubts: FileDoubt[]
  /** How many lines say that they are of this record, and of others. */
  own: number
  others: number
}

/** So many lines until others get a turn: a signature takes 60 µs. */
const SLICE = 200

/** Reads the lines of one record; what other records left in the file is passed over. */
export async function readCheckpoints(text: string, record: string, keys: readonly KeyObject[]): Promise<FileRead> {
  const found: FileRead = { checkpoints: [], problem: null, doubts: [], own: 0, others: 0 }
  const { checkpoints, doubts } = found
  const doubt = (why: FileDoubt['why'], line: number) => {
    const known = doubts.find((one) => one.why === why)
    if (known === undefined) doubts.push({ line, count: 1, why })
    else known.count++
  }
  let previous: string | null = null
  for (const [at, written] of text.split('\n').entries()) {
    const line = at + 1
    if (line % SLICE === 0) await setImmediate()
    if (written === '') continue
    const read = readLine(written)
    if (read === null) doubt('torn', line)
    else if (read.record !== record) found.others++
    if (read?.record !== record) continue
    found.own++
    const signature = signatureOf(read, keys)
    const isAfter = read.previous === previous && read.seq >= (checkpoints.at(-1)?.seq ?? 0)
    if (signature === 'broken') return { ...found, problem: { line, why: 'signature' } }
    if (!isAfter) return { ...found, problem: { line, why: 'order' } }
    if (signature === 'holds') checkpoints.push({ ...read, line })
    else doubt('key', line)
    previous = lineHash(written)
  }
  return found
}
