// What the tests use of the package, which ships without types.
declare module 'oidc-provider' {
  import type { Server } from 'node:http'

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    listen(port: number, host: string, ready: () => void): Server
    on(event: string, hear: (...told: unknown[]) => void): this
  }
}
