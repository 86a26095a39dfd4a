// `npm run dev`: Next with hot reload.
import { launch } from './launch.mjs'

await launch('dev')
