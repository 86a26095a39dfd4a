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

/** Whether a line bears the signature of one of the keys; `another key`: none of them is said to have signed it. */
export function signatureOf(
  line: Checkpoint & { signature: string },
  keys: readonly KeyObject[],
): 'holds' | 'broken' | 'another key' {
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

/** The checkpoints of one database up to the first line that is wrong. What other databases left in the file is passed over. */
export function readCheckpoints(
  text: string,
  database: string,
  keys: readonly KeyObject[],
): { checkpoints: Sealed[]; problem: FileProblem | null; doubts: FileDoubt[] } {
  const checkpoints: Sealed[] = []
  const doubts: FileDoubt[] = []
  const doubt = (why: FileDoubt['why'], line: number) => {
    const known = doubts.find((one) => one.why === why)
    if (known === undefined) doubts.push({ line, count: 1, why })
    else known.count++
  }
  let previous: string | null = null
  for (const [at, written] of text.split('\n').entries()) {
    const line = at + 1
    if (written === '') continue
    const read = readLine(written)
    if (read === null) doubt('torn', line)
    if (read?.database !== database) continue
    const signature = signatureOf(read, keys)
    const isAfter = read.previous === previous && read.seq >= (checkpoints.at(-1)?.seq ?? 0)
    if (signature === 'broken') return { checkpoints, doubts, problem: { line, why: 'signature' } }
    if (!isAfter) return { checkpoints, doubts, problem: { line, why: 'order' } }
    if (signature === 'holds') checkpoints.push({ ...read, line })
    else doubt('key', line)
    previous = lineHash(written)
  }
  return { checkpoints, doubts, problem: null }
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

/** The last line of a database, unproven; the whole file is read only where its end has none. Null where there is none at all. */
export async function lastLine(file: string, database: string): Promise<string | null> {
  const last = (text: string) => text.split('\n').findLast((line) => readLine(line)?.database === database) ?? null
  const { end, isWhole } = await readEnd(file)
  return last(end) ?? (isWhole ? null : last(await readFileText(file)))
}

async function readEnd(file: string): Promise<{ end: string; isWhole: boolean }> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    const { size } = await handle.stat()
    return { end: (await readLast(handle, size, END_BYTES)).toString('utf8'), isWhole: size <= END_BYTES }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { end: '', isWhole: true }
    throw error
  } finally {
    await handle?.close()
  }
}

async function readLast(handle: FileHandle, size: number, most: number): Promise<Buffer> {
  const length = Math.min(size, most)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length)
  return buffer.subarray(0, bytesRead)
}

/**
 * Adds one line in one write, on disk when this resolves; after a line that was not written to its end it begins a new one. Only its
 * owner may read and write a new file.
 * @throws what the file system says; an Error where the disk took only a part of it
 */
export async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const isTorn = size > 0 && (await readLast(handle, size, 1)).toString() !== '\n'
    const bytes = Buffer.from(`${isTorn ? '\n' : ''}${line}\n`)
    const { bytesWritten } = await handle.write(bytes)
    await handle.sync()
    if (bytesWritten < bytes.length) throw new Error('only a part of the line was written')
  } finally {
    await handle.close()
  }
}
