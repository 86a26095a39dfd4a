// What the tests use of the package, which ships without types.
declare module 'oidc-provider' {
  import type { Server } from 'node:http'

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    listen(port: number, host: string, ready: () => void): Server
    use(
      through: (context: { path: string; query: Record<string, unknown> }, next: () => Promise<void>) => Promise<void>,
    ): this
    on(event: string, hear: (...told: unknown[]) => void): this
  }
}
