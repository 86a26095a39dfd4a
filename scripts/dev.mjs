// `npm run dev`: Next with hot reload.
import nextEnv from '@next/env'
import { launch } from './launch.mjs'

nextEnv.loadEnvConfig(process.cwd(), true, { info: () => {}, error: console.error }) // as Next will: .env, .env.local
await launch('dev')
