// Encryption to the database: the certificate's chain and host name are always checked.
import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { Expected } from '../errors'
import { isLoopbackName } from '../shared/loopback'

/** What pg's `ssl` takes; false: not encrypted. */
export type Tls = false | (ConnectionOptions & { rejectUnauthorized: true })

/**
 * @param caFile certificates of a private authority, as PEM; undefined: the public ones that Node knows
 * @throws Expected `misconfigured` when the file cannot be read
 */
export function verifiedTls(caFile: string | undefined): Exclude<Tls, false> {
  if (caFile === undefined) return { rejectUnauthorized: true }
  try {
    return { rejectUnauthorized: true, ca: readFileSync(/* turbopackIgnore: true */ caFile, 'utf8') }
  } catch {
    throw new Expected(
      'misconfigured',
      'Cannot start: the certificates at {file} (PGSSLROOTCERT, or sslrootcert in DATABASE_URL) cannot be read.',
      { values: { file: caFile } },
    )
  }
}

/** What pg reads from a URL about encryption; we decide it, and some of it would switch the checks off. */
const TLS_PARAMETERS = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation', 'uselibpqcompat']

/**
 * The URL without what it says about encryption, and what follows from that: none on this machine unless asked for, else always,
 * and verified, unless `sslmode=disable` says that the network between is trusted.
 * @throws Expected `misconfigured`
 */
export function tlsOfUrl(connectionString: string, caFile: string | undefined): { url: string; tls: Tls } {
  const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new Expected(
      'misconfigured',
      'Cannot start: DATABASE_URL must look like postgres://user:password@host:5432/database, with special characters in the password written as %23 and the like.',
    )
  const { searchParams } = url
  const mode = searchParams.get('sslmode') ?? undefined
  const authority = searchParams.get('sslrootcert') ?? caFile
  if (mode === 'no-verify' || searchParams.has('sslcert') || searchParams.has('sslkey'))
    throw new Expected(
      'misconfigured',
      'Cannot start: DATABASE_URL asks for sslmode=no-verify or a client certificate, which is not supported. Its certificate is always checked; for a private authority set PGSSLROOTCERT.',
    )
  const host = searchParams.get('host') ?? decodeURIComponent(url.hostname)
  const isHere = host === '' || host.startsWith('/') || isLoopbackName(host)
  const isPlain = mode === 'disable' || (isHere && (mode === undefined || mode === 'prefer' || mode === 'allow'))
  const tls = isPlain ? false : verifiedTls(authority)
  const said = TLS_PARAMETERS.filter((name) => searchParams.has(name))
  for (const name of said) searchParams.delete(name)
  return { url: said.length > 0 ? url.href : connectionString, tls }
}
