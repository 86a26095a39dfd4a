// The one address of a Databricks workspace that says whose token it is. Strict about how it is asked.
import { createServer } from 'node:http'

export type ScimPerson = {
  id: string
  userName: string
  displayName?: string
  active?: boolean
  emails?: { value: string }[]
  groups?: { display: string }[]
}

export type Scim = {
  url: string
  /** Whose each token is; null: expired, or never issued. */
  tokens: Map<string, ScimPerson | null>
  /** How often it was asked. */
  asked: () => number
  /** Answers everything with this status. */
  state: { down: number | null }
  close: () => Promise<void>
}

export async function startScim(): Promise<Scim> {
  let asked = 0
  const tokens: Scim['tokens'] = new Map()
  const state: Scim['state'] = { down: null }
  const server = createServer((request, response) => {
    asked++
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.method !== 'GET' || request.url !== '/api/2.0/preview/scim/v2/Me') return answer(404, {})
    if (state.down !== null) return answer(state.down, {})
    const person = tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    if (person === null) return answer(403, { detail: 'Token has expired' })
    if (person === undefined) return answer(401, { detail: 'Credential was not sent or was of an unsupported type' })
    answer(200, { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], active: true, ...person })
  })
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    tokens,
    state,
    asked: () => asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
