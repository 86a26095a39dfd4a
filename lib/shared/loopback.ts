// Names of this very machine.
const NAMES = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** True for a host name of this machine alone, with or without a port. */
export function isLoopbackName(host: string): boolean {
  return NAMES.has(host.replace(/:\d+$/, '').toLowerCase()) || NAMES.has(host.toLowerCase())
}
