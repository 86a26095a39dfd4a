// `npm start`: the production build, made first when there is none.
import { buildIfStale } from './build-if-stale.mjs'
import { launch } from './launch.mjs'

if (!(await buildIfStale())) process.exit(1)
await launch('start')
