// `npm run demo`: the product on data of its own, with everything embedded. `--golden`: on rows that the agent's own store wrote (`--golden=fields`: with embedding fields); `--reset`: from the beginning.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { resolve } from 'node:path'
import { Expected } from '@/lib/errors'
import { takeDataDirLock } from '@/lib/lakebase/data-dir-lock'
import { codePointVector, startEmbeddingEndpoint } from '../tests/support/embedding-endpoint'
import { buildIfStale } from './build-if-stale.mjs'
import { launch } from './launch.mjs'

const began = Date.now()
const OPTIONS = ['--golden', '--golden=fields', '--reset', '--port', '-p']

/** Which of the two databases that the agent's own store wrote; null: the demonstration's people. */
const golden = process.argv.includes('--golden=fields')
  ? 'fields'
  : process.argv.includes('--golden')
    ? 'whole_value'
    : null
const dataDir =
  process.env.DEMO_DATA_DIR ||
  { none: '.data/memory', whole_value: '.data/golden', fields: '.data/golden-fields' }[golden ?? 'none']

async function main() {
  const unknown = process.argv.slice(2).find((arg) => arg.startsWith('-') && !OPTIONS.includes(arg))
  if (unknown !== undefined)
    throw new Expected(
      'misconfigured',
      `${unknown} is not an option. There are --golden, --golden=fields, --reset and --port N.`,
    )
  if (process.env.DATABASE_URL) say('DATABASE_URL is set; the demonstration leaves that database alone.')

  // taken and given back: nobody else has the directory open
  const unlock = await takeDataDirLock(resolve(dataDir))
  unlock()
  if (process.argv.includes('--reset')) {
    rmSync(dataDir, { recursive: true, force: true })
    say('Starting over: the demonstration’s database was deleted.')
  }
  const env = {
    ...nothingConfigured(),
    ...(golden === null ? {} : await goldenSettings(golden)),
    EMBEDDED_DATA_DIR: dataDir,
    NEXT_DIST_DIR: '.next-demo',
  }
  // side by side with the build; search entries are the server's work, for the build needs both cores of a small machine
  let preparing: Promise<boolean> | undefined
  const isBuilt = await buildIfStale({
    isQuick: true,
    onBuild: () => {
      preparing = prepare(env)
    },
  })
  const isPrepared = (await preparing) ?? true
  if (!isBuilt || !isPrepared) process.exit(1)
  await launch('start', {
    env,
    onReady: (address: string) => {
      say(`\n  Long-term memory is ready after ${Math.round((Date.now() - began) / 1_000)} s:  ${address}\n`)
      say(`  Data stays in ${dataDir}. Stop with Ctrl-C.\n`)
    },
  })
}

/** The demonstration needs no settings, and takes none that the shell holds for something else. */
function nothingConfigured(): Record<string, string> {
  const settings =
    /^(DATABASE_|POSTGRES_|LAKEBASE_|DATABRICKS_|EMBEDD|MEMORY_(?!ADMIN_)|LOCAL_|AUTH_MODE|OIDC_|NEXTAUTH_URL|PGHOST$)/
  return Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => settings.test(name))
      .map((name) => [name, '']),
  )
}

/** Puts the rows into the database, in a process of its own. */
function prepare(env: Record<string, string>): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/prepare-demo.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXTAUTH_SECRET: 'not used for preparing', ...env },
  })
  // what cannot wait is the build: this takes what that leaves
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  return new Promise((done) => child.once('close', (code) => done(code === 0)))
}

/** The encoder that the golden data was made with, and the people in it. */
async function goldenSettings(name: 'whole_value' | 'fields'): Promise<Record<string, string>> {
  const dims = name === 'fields' ? 16 : 64
  const endpoint = await startEmbeddingEndpoint({ dims, vector: codePointVector })
  return {
    DEMO_DATA: name === 'fields' ? 'golden-fields' : 'golden',
    DATABRICKS_HOST: endpoint.url,
    DATABRICKS_TOKEN: 'golden',
    DATABRICKS_EMBEDDING_ENDPOINT: 'code-point-counts',
    EMBEDDING_DIMS: String(dims),
    EMBEDDING_FIELDS: name === 'fields' ? '["t","l[*]"]' : '["$"]',
    ...(name === 'fields'
      ? { LOCAL_USERS: 'alice@example.com; bob; bobby', MEMORY_ID_PATTERN: 'alice@example\\.com|bob|bobby' }
      : {
          LOCAL_USERS: 'alice@example.com; bob; bobby; x@corp.co; x@corp.com; müller@über.de',
          MEMORY_ID_PATTERN: 'alice@example\\.com|bob|bobby|x@corp\\.com?|müller@über\\.de',
        }),
  }
}

function say(line: string) {
  console.log(line)
}

main().catch((error: unknown) => {
  if (!(error instanceof Expected)) throw error
  console.error(`\n${error.sentence}\n`)
  process.exit(1)
})
