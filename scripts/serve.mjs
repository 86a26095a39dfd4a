// What the container runs: the standalone server in this very process, after the same checks as `npm start`.
import { pathToFileURL } from 'node:url'
import { KEEP_ALIVE_MS, listenerOrEnd } from './launch.mjs'

const { host, port } = await listenerOrEnd(process.env)
Object.assign(process.env, { HOSTNAME: host, LISTEN_HOST: host, PORT: String(port), AUTH_TRUST_HOST: 'true' })
process.env.KEEP_ALIVE_TIMEOUT ||= String(KEEP_ALIVE_MS)
await import(pathToFileURL('server.js').href)
