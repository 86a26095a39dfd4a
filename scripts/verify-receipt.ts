// `npm run verify-receipt FILE`: whether a receipt is, to the byte, what was signed, and by whom. Needs no database and no settings.
// `-- FILE --key KEYS` names whose signatures count (a file as /receipt-keys gives it, or a key; also several); without it, the key of
// this folder's own installation, if there is one. `--opening OPENING --id ID --namespace NAMESPACE --memory KEY` shows whom and what
// it is about. Ends with 0 (as signed, by a key that counts), 1 (something is not so), 2 (it could not be looked at), 3 (as signed, by a key that nobody here vouches for).
import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { readPublicKey } from '@/lib/audit/checkpoints'
import { Expected } from '@/lib/errors'
import { proveReceipt } from './receipt-report'

async function main(): Promise<number> {
  const { values, positionals } = read()
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw usage()
  if (values.opening === undefined && (values.id ?? values.namespace ?? values.memory) !== undefined) throw usage()
  if (values.memory !== undefined && values.namespace === undefined) throw usage()
  const bytes = readFileSync(file)
  const keys = values.key === undefined ? await ownKeys() : values.key.flatMap(keysIn)
  const { memory, ...claims } = values
  return proveReceipt(bytes, keys, { ...claims, memories: memory }, (line) => console.log(line))
}

function read() {
  const swallowed = ['key', 'opening', 'id', 'namespace', 'memory'].find((name) => `npm_config_${name}` in process.env)
  if (swallowed !== undefined && !process.argv.some((one) => one.startsWith('--'))) throw usage()
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      allowPositionals: true,
      options: {
        ...{ opening: text, id: text, namespace: text },
        key: { ...text, multiple: true },
        memory: { ...text, multiple: true },
      },
    })
  } catch {
    throw usage()
  }
}

function usage(): Expected {
  return new Expected(
    'misconfigured',
    'npm run verify-receipt FILE, or npm run verify-receipt -- FILE --key KEYS; to open what it commits to, --opening OPENING with --id ID, or --namespace NAMESPACE and --memory KEY.',
  )
}

/** The keys in a file as the page of keys gives it, or the one that was given itself. */
function keysIn(given: string): KeyObject[] {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given
  const found = (text.match(/(?<![\w-])[\w-]{43}(?![\w-])/g) ?? []).map(readPublicKey).filter((key) => key !== null)
  if (found.length === 0)
    throw new Expected(
      'misconfigured',
      '--key needs a file of keys, or 32 bytes in base64url, as the page /receipt-keys shows them.',
    )
  return found
}

/** That of the installation in this folder, where it has one; nothing is made for it. */
async function ownKeys(): Promise<KeyObject[]> {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} })
  if (existsSync('.data/secret')) process.env.NEXTAUTH_SECRET ||= readFileSync('.data/secret', 'utf8').trim()
  const { readableEnvironment } = await import('@/lib/env')
  const { signerIn } = await import('@/lib/receipt/issuer')
  const signer = signerIn(readableEnvironment().environment)
  return signer === null ? [] : [signer.publicKey]
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const isFile = error instanceof Error && 'code' in error && 'path' in error
    const why = error instanceof Expected ? error.sentence : isFile ? error.message : String(error)
    console.error(`\nThe receipt could not be looked at: ${why}\n`)
    process.exitCode = 2
  },
)
