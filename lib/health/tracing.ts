// Do traces arrive where the settings send them?
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { counted, type Sentence, sentence } from '@/lib/shared/text'
import type { Delivery } from '@/lib/tracing/delivery'
import type { Destination } from '@/lib/tracing/destination'
import { configuredDestination, probe } from '@/lib/tracing/tracing'
import { type About, type Finding, fine, unknown, wrong } from './finding'

const ABOUT: About = { check: 'tracing', name: sentence('Tracing') }

type Settings = Pick<Environment, 'tracing' | 'databricks' | 'isTracingHalfSet'>

/**
 * @param delivery of the process that is asked; without one, a trace named `doctor` is sent, to see whether it arrives
 */
export async function examineTracing(settings: Settings, delivery?: () => Delivery | null): Promise<Finding> {
  try {
    const destination = configuredDestination(settings)
    if (destination === null) return nowhere(settings)
    if (delivery === undefined) return probed(destination, await probe(destination), settings)
    const own = delivery()
    return own === null
      ? unknown(ABOUT, sentence('This process records no traces, although the settings ask for them. Start it again.'))
      : delivered(own, settings)
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    return wrong(ABOUT, error)
  }
}

function nowhere({ isTracingHalfSet }: Settings): Finding {
  return isTracingHalfSet
    ? unknown(
        ABOUT,
        sentence(
          'No traces are sent: MLFLOW_EXPERIMENT_ID is set, and MLFLOW_TRACKING_URI, which says where to, is not.',
        ),
      )
    : fine(ABOUT, sentence('No traces are sent, and none are asked for.'))
}

function probed({ place }: Destination, failure: Sentence | null, settings: Settings): Finding {
  return failure === null
    ? fine(ABOUT, sentence('A trace named doctor arrived ({place}).', { place }))
    : wrong(
        ABOUT,
        sentence('A trace was sent and did not arrive ({place}): {why}', { place, why: failure }),
        cureOf(settings),
      )
}

function delivered(delivery: Delivery, settings: Settings): Finding {
  const { place } = delivery.destination
  const [failure, arrivedAt, lost] = [delivery.failure(), delivery.arrivedAt(), delivery.lost()]
  const left = lost === 0 ? NOTHING_LOST : counted(lost, '{count} span was lost.', '{count} spans were lost.')
  if (failure !== null)
    return wrong(
      ABOUT,
      sentence('Traces do not arrive ({place}); nobody waits for them. {why} Since the start, {lost}', {
        place,
        why: failure,
        lost: left,
      }),
      cureOf(settings),
    )
  if (arrivedAt === null)
    return unknown(ABOUT, sentence('No trace has been sent since the start ({place}).', { place }))
  const said = sentence('Traces arrive ({place}), the last one {ago}. Since the start, {lost}', {
    place,
    ago: ago(arrivedAt),
    lost: left,
  })
  return fine(ABOUT, said)
}

const NOTHING_LOST = sentence('none was lost.')

function ago(at: number): Sentence {
  const minutes = Math.floor((Date.now() - at) / 60_000)
  return minutes === 0
    ? sentence('less than a minute ago')
    : counted(minutes, '{count} minute ago', '{count} minutes ago')
}

/** The names of what to look at. */
function cureOf({ tracing }: Settings): Sentence {
  return tracing?.route === 'unity-catalog'
    ? sentence(
        'Check MLFLOW_TRACE_UC_TABLE and DATABRICKS_HOST, and that the service principal may use the catalog and schema and has MODIFY and SELECT on the tables of traces.',
      )
    : sentence(
        'Check MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_ID and the credentials. The server must be MLflow 3.7 or newer, with a database behind it.',
      )
}
