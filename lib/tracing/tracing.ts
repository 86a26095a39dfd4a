// Tracing of this process, from its settings: begun once, before the first operation, and ended after the last.
import { setTimeout as wait } from 'node:timers/promises'
import { configuredWorkspace } from '@/lib/databricks/workspace'
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import type { Sentence } from '@/lib/shared/text'
import type { Delivery } from './delivery'
import { type Destination, mlflowServer, unityCatalog } from './destination'
import type { Plain } from './facts'
import type { Tracing } from './open-telemetry'
import { recordWith } from './span'

const KEY = Symbol.for('memory-dashboard.traces')
const holder = globalThis as typeof globalThis & { [KEY]?: Tracing }

/** What may be sent as it is unless somebody says otherwise. */
export const PLAIN: ReadonlySet<Plain> = new Set(['keys'])

/** Records every operation of this process from now on, and sends it to `destination`. */
export async function startTracing(destination: Destination, plain: ReadonlySet<Plain> = PLAIN): Promise<void> {
  await endTracing()
  // only here: whoever does not trace does not load OpenTelemetry either
  const { openTelemetry } = await import('./open-telemetry')
  const tracing = openTelemetry(destination, plain)
  holder[KEY] = tracing
  recordWith(tracing.recorder)
}

/** How long the last spans may take to leave. */
const LAST_MS = 2_000

/** Sends what waits, and records nothing any more. Takes {@link LAST_MS} at most, and never throws. */
export async function endTracing(): Promise<void> {
  const tracing = holder[KEY]
  holder[KEY] = undefined
  recordWith(null)
  if (tracing !== undefined) await Promise.race([tracing.close(), wait(LAST_MS, undefined, { ref: false })])
}

/** Sends what waits now, without waiting for more of it. */
export async function flushTraces(): Promise<void> {
  await holder[KEY]?.flush()
}

/** What became of the traces of this process; null: it records none. */
export function currentDelivery(): Delivery | null {
  return holder[KEY]?.delivery ?? null
}

/** Sends one trace that is about nobody, and resolves to why it did not arrive; null: it did. */
export async function probe(destination: Destination): Promise<Sentence | null> {
  const { openTelemetry } = await import('./open-telemetry')
  const { recorder, close, delivery } = openTelemetry(destination, PLAIN)
  const nobody = { surface: 'doctor', fingerprint: () => '' }
  recorder.begin({ name: 'doctor', inputs: () => ({}) }, nobody).succeed(() => ({}))
  await close()
  return delivery.failure()
}

/**
 * Where the settings send traces; null: nowhere.
 * @throws Expected `misconfigured` when there is no way into the workspace
 */
export function configuredDestination({
  tracing,
  databricks,
}: Pick<Environment, 'tracing' | 'databricks'>): Destination | null {
  if (tracing === null) return null
  if (tracing.route === 'mlflow') return mlflowServer(tracing)
  const workspace = configuredWorkspace({ databricks })
  if (workspace === null)
    throw new Expected(
      'misconfigured',
      'Cannot start: MLFLOW_TRACKING_URI=databricks needs DATABRICKS_HOST, and a token or a service principal of that workspace.',
    )
  return unityCatalog(workspace, tracing.table)
}
