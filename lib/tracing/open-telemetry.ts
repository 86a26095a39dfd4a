// The recorder: OpenTelemetry with a provider of its own, beside whatever else traces this process. Spans wait in a queue, and a request never waits for them.
import { type Context, ROOT_CONTEXT, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { AlwaysOnSampler, BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { type Delivery, delivery } from './delivery'
import type { Destination } from './destination'
import { type Facts, factsAsJson, type Plain, word } from './facts'
import type { Begun, Recorder, Recording, Who } from './span'

export type Tracing = {
  recorder: Recorder
  delivery: Delivery
  /** Sends what waits. Never throws. */
  flush: () => Promise<void>
  /** As {@link flush}, the last time. */
  close: () => Promise<void>
}

/** No environment variable of OpenTelemetry's own applies: platforms set those for traces of their own. */
const LIMITS = {
  attributeCountLimit: 64,
  attributeValueLengthLimit: 32_768,
  eventCountLimit: 8,
  linkCountLimit: 8,
  attributePerEventCountLimit: 16,
  attributePerLinkCountLimit: 16,
}

/** @param plain what is sent as it is */
export function openTelemetry(destination: Destination, plain: ReadonlySet<Plain>): Tracing {
  const { processor, ...state } = delivery(destination)
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'memory-dashboard' }),
    sampler: new AlwaysOnSampler(),
    spanLimits: LIMITS,
    spanProcessors: [processor],
  })
  const tracer = provider.getTracer('memory-dashboard')
  return {
    recorder: { begin: (span, who) => recording(tracer, plain, who, span, null) },
    delivery: state,
    flush: () => processor.forceFlush().catch(() => {}), // what failed is in `delivery`
    close: () => provider.shutdown().catch(() => {}),
  }
}

type Root = { span: Span; isAbout: boolean }

function recording(
  tracer: Tracer,
  plain: ReadonlySet<Plain>,
  who: Who,
  { name, type, inputs }: Begun,
  parent: { root: Root; context: Context } | null,
): Recording {
  const attributes = {
    'mlflow.spanType': JSON.stringify(type ?? 'CHAIN'),
    'mlflow.spanInputs': told(inputs),
    ...(parent === null ? ofTrace(plain, who) : {}),
  }
  const span = tracer.startSpan(name, { root: parent === null, attributes }, parent?.context ?? ROOT_CONTEXT)
  const root = parent?.root ?? { span, isAbout: false }

  /** A mistake in what is told costs a fact, and no request. */
  function told(facts: () => Facts): string {
    try {
      return factsAsJson(facts(), plain, who.fingerprint)
    } catch {
      return '{"untold":true}'
    }
  }
  function finish(outputs: () => Facts, status: Parameters<Span['setStatus']>[0]) {
    span.setAttribute('mlflow.spanOutputs', told(outputs))
    span.setStatus(status)
    span.end()
  }

  return {
    who,
    about(memory) {
      if (memory === undefined || root.isAbout) return
      root.isAbout = true
      root.span.setAttribute(`${TAG}memory`, memory)
    },
    begin: (begun) =>
      recording(tracer, plain, who, begun, { root, context: trace.setSpan(parent?.context ?? ROOT_CONTEXT, span) }),
    succeed: (outputs) =>
      finish(() => ({ status: word<'success'>('success'), ...outputs() }), { code: SpanStatusCode.OK }),
    fail(error) {
      const { type, code } = kindOf(error)
      span.recordException({ name: type, message: code })
      finish(() => ({ status: word<'error'>('error') }), { code: SpanStatusCode.ERROR, message: code })
    },
  }
}

/** MLflow makes a tag of the trace of each. Source: mlflow.tracing.constant.SpanAttributeKey.TRACE_TAG_PREFIX. */
const TAG = 'mlflow.traceTag.'

function ofTrace(plain: ReadonlySet<Plain>, { subject, userId, surface }: Who): Record<string, string> {
  const user = plain.has('user') ? (userId ?? subject) : subject
  return { [`${TAG}surface`]: surface, ...(user === undefined ? {} : { 'user.id': user }) }
}

/** What kind of error it is, in names that this code and its libraries gave: never a message, which may quote a memory. */
function kindOf(error: unknown): { type: string; code: string } {
  if (!(error instanceof Error)) return { type: 'Error', code: 'unknown' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return {
    type: /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error',
    code: /^[A-Za-z0-9_-]{2,40}$/.test(code) ? code : 'unknown',
  }
}
