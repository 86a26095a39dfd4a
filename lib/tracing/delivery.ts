// How spans leave: in batches, one after the other, within limits. What arrived, what was lost and why is counted, and nothing is printed.
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import { Expected } from '@/lib/errors'
import { type Sentence, sentence } from '@/lib/shared/text'
import type { Destination } from './destination'

/** What became of the spans of this process. */
export type Delivery = {
  destination: Destination
  /** Spans that arrived; the last of them at `arrivedAt`, in milliseconds since 1970. */
  arrived: () => number
  arrivedAt: () => number | null
  /** Spans that were given up: the queue was full, or they were not taken. */
  lost: () => number
  /** Since the last arrival; null: nothing failed. */
  failure: () => Sentence | null
}

const QUEUE = 2_048
const BATCH = 256
const DELAY_MS = 2_000
/** ExportResultCode.SUCCESS of @opentelemetry/core, which only OpenTelemetry's own packages depend on. */
const SUCCESS = 0
/** Of one batch, with its retries. */
const TIMEOUT_MS = 10_000

export function delivery(destination: Destination): Delivery & { processor: BatchSpanProcessor } {
  let [waiting, arrived, lost] = [0, 0, 0]
  let arrivedAt: number | null = null
  let failure: Sentence | null = null
  const otlp = new OTLPTraceExporter({
    url: destination.url,
    headers: destination.headers,
    timeoutMillis: TIMEOUT_MS,
    concurrencyLimit: 4,
    httpAgentOptions: { keepAlive: true },
  })

  const exporter: SpanExporter = {
    export(spans, done) {
      waiting -= spans.length
      const send = (isAgain: boolean) =>
        otlp.export(spans, (result) => {
          if (statusOf(result.error) === 401 && !isAgain) {
            destination.refuseToken()
            return send(true)
          }
          if (result.code === SUCCESS) {
            arrived += spans.length
            arrivedAt = Date.now()
            failure = null
          } else {
            lost += spans.length
            failure = whyLost(destination, result.error)
          }
          done(result)
        })
      send(false)
    },
    shutdown: () => otlp.shutdown(),
    forceFlush: () => otlp.forceFlush(),
  }

  /** The queue would drop what is too much without telling. */
  class CountedQueue extends BatchSpanProcessor {
    override onEnd(span: ReadableSpan): void {
      if (waiting >= QUEUE) {
        lost++
        return
      }
      waiting++
      super.onEnd(span)
    }
  }
  const processor = new CountedQueue(exporter, {
    maxQueueSize: QUEUE,
    maxExportBatchSize: BATCH,
    scheduledDelayMillis: DELAY_MS,
    exportTimeoutMillis: TIMEOUT_MS + 5_000,
  })
  return {
    processor,
    destination,
    arrived: () => arrived,
    arrivedAt: () => arrivedAt,
    lost: () => lost,
    failure: () => failure,
  }
}

const statusOf = (error: Error | undefined): number | undefined =>
  error !== undefined && 'code' in error && typeof error.code === 'number' ? error.code : undefined

/** Its status or code alone: what a server answers may quote what it was sent. */
function whyLost({ who }: Destination, error: Error | undefined): Sentence {
  if (error instanceof Expected) return { text: error.text, values: error.values }
  const status = statusOf(error)
  if (status !== undefined) return whyRefused(who, status)
  const code = error !== undefined && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return /^E[A-Z_]+$/.test(code)
    ? sentence('{who} could not be reached ({code}). Try again in a moment.', { who, code })
    : sentence('{who} did not take the traces in time.', { who })
}

function whyRefused(who: Sentence, status: number): Sentence {
  const values = { who, status: String(status) }
  if (status === 401 || status === 403)
    return sentence('{who} refused access (HTTP {status}). Its credentials and permissions must be checked.', values)
  if (status === 404)
    return sentence(
      '{who} refused the traces: it has no such experiment or table, or takes none over OpenTelemetry (HTTP {status}).',
      values,
    )
  if (status === 501)
    return sentence(
      '{who} keeps its traces in files, and takes them only with a database behind it (HTTP {status}).',
      values,
    )
  return sentence('{who} refused the traces (HTTP {status}).', values)
}
