// `npm start`: the production build. For this machine it is made first where it is missing or old; a server that others can reach does not begin with a build of its own.
import nextEnv from '@next/env'
import { buildIfStale, whyStale } from './build-if-stale.mjs'
import { launch, listenerOrEnd } from './launch.mjs'

nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error }) // as Next will: .env, .env.local
const listener = await listenerOrEnd(process.env)
if (listener.isOpen) {
  const reason = whyStale()
  if (reason !== undefined) {
    console.error(`\n${reason}. Run npm run build with the settings of this server, then start it again.\n`)
    process.exit(1)
  }
} else if (!(await buildIfStale())) process.exit(1)
await launch('start', { listener })
