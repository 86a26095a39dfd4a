// Where a server listens: on this machine only, unless somebody says otherwise; and what must be settled before others may reach it.
import { createServer, isIP } from 'node:net'

const LOOPBACK = '127.0.0.1'
const SHORTEST_SECRET = 32

/** What the person who starts the server can put right. */
export class Refusal extends Error {}

/**
 * @typedef {{ host: string, port: number, isOpen: boolean }} Listener isOpen: other machines can reach it
 *
 * `LISTEN_HOST`, else every interface in Databricks Apps, else 127.0.0.1. `--port N`, `DATABRICKS_APP_PORT`, `PORT`, else
 * the first free one from 3000.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<Listener>}
 * @throws {Refusal} with a sentence
 */
export async function chooseListener(args, env) {
  const host = env.LISTEN_HOST || (env.DATABRICKS_APP_PORT ? '0.0.0.0' : LOOPBACK)
  if (isIP(host) === 0 && host !== 'localhost')
    throw new Refusal(
      `LISTEN_HOST is ${host}, which is no address of an interface. Set it to 127.0.0.1 for this machine only, or to 0.0.0.0 for every interface.`,
    )
  const isOpen = !/^(127\.|::1$|localhost$)/.test(host)
  if (isOpen) checkKeys(env)
  const port = await choosePort(host, args, env)
  return { host, port, isOpen }
}

/** @throws {Refusal} when sessions and pages would not outlive this process, or could be guessed */
function checkKeys({ NEXTAUTH_SECRET: secret = '', NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key = '' }) {
  if (secret === '')
    throw new Refusal(
      'NEXTAUTH_SECRET is not set, and other machines can reach this server. Set it to 32 random bytes (openssl rand -hex 32), the same on every instance, and keep it.',
    )
  if (secret.trim().length < SHORTEST_SECRET)
    throw new Refusal(
      `NEXTAUTH_SECRET has only ${secret.trim().length} characters, so it could be guessed. Set it to 32 random bytes (openssl rand -hex 32), the same on every instance, and keep it.`,
    )
  if (key !== '' && ![16, 24, 32].includes(Buffer.from(key, 'base64').length))
    throw new Refusal(
      'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY is not 16, 24 or 32 bytes in base64. Make one with openssl rand -base64 32, set it where the build is made, and keep it.',
    )
}

async function choosePort(host, args, env) {
  const at = args.findIndex((arg) => arg === '--port' || arg === '-p')
  const [name, given] =
    at !== -1
      ? ['--port', args[at + 1] ?? '']
      : env.DATABRICKS_APP_PORT
        ? ['DATABRICKS_APP_PORT', env.DATABRICKS_APP_PORT]
        : ['PORT', env.PORT ?? '']
  if (given === '' && at === -1) return firstFree(host)
  const port = Number(given)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal(`${name} is ${given || 'empty'}, which is no port. It must be a whole number from 1 to 65535.`)
  const problem = await whyNot(host, port)
  if (problem === 'EADDRINUSE')
    throw new Refusal(
      `Port ${port} is taken on ${host}. End what listens there, or choose another with PORT or --port.`,
    )
  if (problem === 'EACCES')
    throw new Refusal(`Port ${port} needs rights that this process does not have. Choose one above 1023.`)
  if (problem !== null) throw new Refusal(`Nothing can listen on ${host} here (${problem}). Look at LISTEN_HOST.`)
  return port
}

async function firstFree(host) {
  for (let port = 3000; port < 3100; port++) if ((await whyNot(host, port)) === null) return port
  throw new Refusal('No port between 3000 and 3099 is free. Choose one with --port.')
}

/** The system's code for why nothing can listen there; null: something can. */
function whyNot(host, port) {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error) => done(error.code))
    server.listen(port, host, () => server.close(() => done(null)))
  })
}
