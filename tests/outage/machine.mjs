// Loaded before the server (node --import): a machine whose clock is off, or that has forgotten a name.
import dns from 'node:dns'
import { existsSync } from 'node:fs'

const off = Number(process.env.TEST_CLOCK_OFF_MS ?? '0')
if (off !== 0) {
  const RightDate = Date
  globalThis.Date = class extends RightDate {
    constructor(...given) {
      if (given.length === 0) super(RightDate.now() + off)
      else super(...given)
    }
    // its own: Next copies what is, and not what is inherited
    static UTC = RightDate.UTC
    static parse = RightDate.parse

    static now() {
      return RightDate.now() + off
    }
  }
}

const forgotten = process.env.TEST_FORGOTTEN_NAME // a file: while it is there, no name is known
if (forgotten !== undefined) {
  const lookup = dns.lookup
  dns.lookup = (name, options, done) => {
    if (!existsSync(forgotten)) return lookup(name, options, done)
    const answer = done ?? options
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', hostname: name })
    process.nextTick(answer, error)
  }
}
