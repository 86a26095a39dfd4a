// A Databricks workspace's address, however it was written.
import { Expected } from '../errors'

/**
 * The origin of `host`, which may lack a scheme or carry a path. Always https, so that tokens never travel in the clear; plain http
 * only for this machine.
 * @throws Expected `misconfigured`
 */
export function workspaceOrigin(host: string): string {
  const address = host.trim().replace(/^https?:\/\//i, '')
  const url = URL.canParse(`https://${address}`) ? new URL(`https://${address}`) : undefined
  if (!url || url.username || url.password)
    throw new Expected(
      'misconfigured',
      'Cannot start: DATABRICKS_HOST must look like https://my-workspace.cloud.databricks.com.',
    )
  const isHttps = /^https:/i.test(host.trim())
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  return isLoopback && !isHttps ? new URL(`http://${address}`).origin : url.origin
}
