// `npm run eval`: how well words, meaning and both together find what is asked for, on the set in evaluation/, with the built-in encoder and the configured one.
import nextEnv from '@next/env'
import { builtInEmbedder } from '@/lib/embedding/built-in'
import { configuredEmbedder } from '@/lib/embedding/configured'
import type { Embedder } from '@/lib/embedding/embedder'
import { readableEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { openEmbedded } from '@/lib/lakebase/database'
import { ANSWERED, type Answer, ask, falseRates, plant, type Scores, scoresOf, WAYS } from './eval/measure'
import { halfOf, type Kind, memoriesOf, PEOPLE, questions } from './eval/set'
import { makeScratchFolder } from './scratch-folder.mjs'

/** So much worse than the better of words and meaning alone the two together may be. */
const ALLOWED = 0.01

async function main() {
  // as `next start` reads them: .env, .env.production, .env.local
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  const builtIn = builtInEmbedder({ timeoutMs: 60_000 })
  const configured = configuredEmbedder(readableEnvironment().environment)
  const count = PEOPLE.reduce((sum, person) => sum + memoriesOf(person).length, 0)
  console.log(`${count} memories of ${PEOPLE.length} people, ${questions().length} questions`)
  for (const encoder of configured.name === builtIn.name ? [builtIn] : [builtIn, configured]) await evaluate(encoder)
}

async function evaluate(encoder: Embedder) {
  const scratch = makeScratchFolder()
  const database = await openEmbedded(`${scratch.path}/evaluation`)
  try {
    const answers = await ask(await plant(database, encoder, PEOPLE), questions())
    for (const half of ['tuning', 'report'] as const) {
      console.log(`\n${encoder.name}: the half for ${half === 'tuning' ? 'tuning' : 'the report'}\n`)
      print(answers.filter((answer) => halfOf(answer) === half))
    }
  } finally {
    await database.close()
    scratch.remove()
  }
}

/** A table in Markdown: a row for each kind; recall@1 / @5 / @10 and the mean reciprocal rank of each way. */
function print(answers: Answer[]) {
  console.log(`| kind | questions | ${WAYS.join(' | ')} | hybrid beside the better |`)
  console.log('|---|---|---|---|---|---|')
  for (const kind of [...ANSWERED, undefined]) console.log(row(answers, kind))
  const { positive, negative } = falseRates(answers)
  const share = ({ wrong, of }: typeof positive) => `${wrong} of ${of} (${Math.round((100 * wrong) / of)} %)`
  console.log(`\n"Nothing really matches" is not said of ${share(positive)} questions that have no answer,`)
  console.log(`and said of ${share(negative)} that have one.`)
}

function row(answers: Answer[], kind: Kind | undefined): string {
  const [words, meaning, hybrid] = WAYS.map((way) => scoresOf(answers, way, kind)) as [Scores, Scores, Scores]
  const better = Math.max(words.mrr, meaning.mrr)
  const beside = hybrid.mrr - better
  const cells = [words, meaning, hybrid].map(
    ({ at1, at5, at10, mrr }) => `${[at1, at5, at10].map(short).join(' ')} · ${mrr.toFixed(3)}`,
  )
  const verdict = `${beside < 0 ? '−' : '+'}${Math.abs(beside).toFixed(3)}${beside < -ALLOWED ? ' worse' : ''}`
  return `| ${[kind ?? 'all', hybrid.count, ...cells, verdict].join(' | ')} |`
}

const short = (share: number) => (share >= 0.995 ? '1.0' : share.toFixed(2).slice(1))

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Expected ? `\n${error.sentence}\n` : error)
    process.exit(1)
  },
)
