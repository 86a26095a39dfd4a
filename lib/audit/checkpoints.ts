// Checkpoints of the audit's chain: signed lines in a file outside the database. Whoever holds the public key alone can check them.
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type FileHandle, open, readFile } from 'node:fs/promises'

/** What is signed. The names are in the order of the line. */
export type Checkpoint = {
  v: 1
  /** Name of the database, and of our schema in it. */
  database: string
  /** Of the last entry, and its hash; `first`: the hash of the first, by which one record is told from another. */
  seq: number
  hash: string
  first: string
  /** The database's clock. */
  at: string
  /** SHA-256 of this database's line before; null: there was none. */
  previous: string | null
  /** Which key signed: the beginning of its SHA-256. */
  key: string
}

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

function keyId(key: KeyObject): string {
  return createHash('sha256').update(writePublicKey(key)).digest('hex').slice(0, 16)
}

/** A line without its end. */
export function writeLine(signer: Signer, facts: Omit<Checkpoint, 'v' | 'key'>): string {
  const text = canonical({ v: 1, ...facts, key: keyId(signer.publicKey) })
  const signature = sign(null, Buffer.from(text), signer.privateKey).toString('base64url')
  return `${text.slice(0, -1)},"signature":"${signature}"}`
}

function canonical({ v, database, seq, hash, first, at, previous, key }: Checkpoint): string {
  return JSON.stringify({ v, database, seq, hash, first, at, previous, key })
}

export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex')
}

/** What a line says, unproven; null for what is no checkpoint, to the byte. */
export function readLine(line: string): (Checkpoint & { signature: string }) | null {
  try {
    const read = JSON.parse(line) as Checkpoint & { signature: string }
    const again = `${canonical(read).slice(0, -1)},"signature":${JSON.stringify(read.signature)}}`
    return again === line && Number.isSafeInteger(read.seq) ? read : null
  } catch {
    return null
  }
}

/** Whether one of the keys signed it. */
export function isSigned(line: Checkpoint & { signature: string }, keys: readonly KeyObject[]): boolean {
  const text = Buffer.from(canonical(line))
  return keys.some(
    (key) => keyId(key) === line.key && verify(null, text, key, Buffer.from(line.signature, 'base64url')),
  )
}

export type Sealed = Checkpoint & { line: number }

/** What is wrong with a file, by its first line that is. */
export type FileProblem = { line: number; why: 'no checkpoint' | 'signature' | 'order' }

/** The checkpoints of one database up to the first line that is wrong. What other databases left in the file is passed over. */
export function readCheckpoints(
  text: string,
  database: string,
  keys: readonly KeyObject[],
): { checkpoints: Sealed[]; problem: FileProblem | null } {
  const checkpoints: Sealed[] = []
  let previous: string | null = null
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue
    const read = readLine(line)
    const why = (why: FileProblem['why']) => ({ checkpoints, problem: { line: at + 1, why } })
    if (read === null) return why('no checkpoint')
    if (read.database !== database) continue
    if (!isSigned(read, keys)) return why('signature')
    if (read.previous !== previous || read.seq < (checkpoints.at(-1)?.seq ?? 0)) return why('order')
    previous = lineHash(line)
    checkpoints.push({ ...read, line: at + 1 })
  }
  return { checkpoints, problem: null }
}

/** @returns '' where there is no file */
export async function readFileText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/** How much of the end is looked at for the last line of a database. */
const END_BYTES = 256 * 1_024

/** The last line of a database, unproven, without reading the whole file; null where there is none. */
export async function lastLine(file: string, database: string): Promise<string | null> {
  const end = await readEnd(file)
  return end.split('\n').findLast((line) => readLine(line)?.database === database) ?? null
}

async function readEnd(file: string): Promise<string> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    const { size } = await handle.stat()
    const length = Math.min(size, END_BYTES)
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.toString('utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  } finally {
    await handle?.close()
  }
}

/** Adds one line in one write, on disk when this resolves. Only its owner may read and write a new file. */
export async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.write(`${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
