// A real MLflow tracking server with a database behind it, and what it says of the traces that arrived.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A span as MLflow gives it back; inputs and outputs parsed. */
export type ArrivedSpan = {
  name: string
  type: unknown
  inputs: unknown
  outputs: unknown
  status: { code: string; message?: string }
  parent: string | null
  events: { name: string; attributes: unknown }[]
}

export type ArrivedTrace = {
  id: string
  state: string
  tags: Record<string, string>
  metadata: Record<string, string>
  spans: ArrivedSpan[]
}

export type Mlflow = {
  url: string
  /** Makes an experiment; resolves to its id. */
  experiment: (name: string) => Promise<string>
  /** Traces of an experiment, the earliest first. `filter` as MLflow's own pages write it. */
  traces: (experiment: string, filter?: string) => Promise<ArrivedTrace[]>
  /** All that the server has kept, byte for byte. */
  bytes: () => Buffer
  close: () => Promise<void>
}

/**
 * Starts what `mlflow server` starts, without its second process.
 * Source: mlflow.server._run_server, which hands its worker the same two variables.
 */
export async function startMlflow(python: string): Promise<Mlflow> {
  const folder = mkdtempSync(join(tmpdir(), 'memory-mlflow-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let output = ''
  const server = spawn(
    resolve(python),
    ['-m', 'uvicorn', 'mlflow.server.fastapi_app:app', '--host', '127.0.0.1', '--port', String(port)],
    {
      cwd: folder,
      env: {
        NODE_ENV: 'test',
        PATH: process.env.PATH,
        HOME: folder,
        _MLFLOW_SERVER_FILE_STORE: `sqlite:///${join(folder, 'mlflow.db')}`,
        _MLFLOW_SERVER_ARTIFACT_ROOT: join(folder, 'artifacts'),
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
        MLFLOW_DISABLE_TELEMETRY: 'true',
        DO_NOT_TRACK: 'true',
      },
    },
  )
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text) => {
      output += String(text)
    })
  const ended = new Promise<void>((done) => server.once('exit', () => done()))
  while (!(await isUp(url))) {
    if (server.exitCode !== null) throw new Error(`MLflow ended: ${output}`)
    await wait(100)
  }

  const call = async <T>(path: string, body?: unknown): Promise<T> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${url}${path}`, { ...init, headers: { 'content-type': 'application/json' } })
    if (!response.ok) throw new Error(`MLflow answered ${response.status} to ${path}: ${await response.text()}`)
    return (await response.json()) as T
  }

  return {
    url,
    experiment: async (name) =>
      (await call<{ experiment_id: string }>('/api/2.0/mlflow/experiments/create', { name })).experiment_id,
    async traces(experiment, filter = '') {
      const { traces = [] } = await call<{ traces?: { trace_id: string }[] }>('/api/3.0/mlflow/traces/search', {
        locations: [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: experiment } }],
        max_results: 500,
        filter,
        order_by: ['timestamp_ms ASC'],
      })
      const whole = traces.map(({ trace_id: id }) =>
        call<{ trace: RawTrace }>(`/api/3.0/mlflow/traces/get?trace_id=${id}`),
      )
      return (await Promise.all(whole)).map(({ trace }) => arrived(trace))
    },
    bytes: () =>
      Buffer.concat(
        readdirSync(folder)
          .filter((name) => name.startsWith('mlflow.db'))
          .map((name) => readFileSync(join(folder, name))),
      ),
    async close() {
      server.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type RawValue = {
  string_value?: string
  bool_value?: boolean
  int_value?: string | number
  array_value?: { values?: RawValue[] }
  kvlist_value?: { values?: { key: string; value: RawValue }[] }
}
type RawSpan = {
  name: string
  span_id: string
  parent_span_id?: string
  start_time_unix_nano: number | string
  status?: { code?: string; message?: string }
  attributes?: { key: string; value: RawValue }[]
  events?: { name: string; attributes?: unknown }[]
}
type RawTrace = {
  trace_info: { trace_id: string; state: string; tags: Record<string, string>; trace_metadata?: Record<string, string> }
  spans: RawSpan[]
}

function arrived({ trace_info: info, spans }: RawTrace): ArrivedTrace {
  const nameOf = new Map(spans.map(({ span_id: id, name }) => [id, name]))
  const parentOf = new Map(spans.map(({ span_id: id, parent_span_id: parent }) => [id, parent]))
  const depthOf = (id: string | undefined): number => (id === undefined ? 0 : 1 + depthOf(parentOf.get(id)))
  return {
    id: info.trace_id,
    state: info.state,
    tags: info.tags,
    metadata: info.trace_metadata ?? {},
    spans: [...spans]
      // times are of milliseconds: of two that begin in one, that which holds the other is first
      .sort(
        (a, b) =>
          Number(BigInt(a.start_time_unix_nano) - BigInt(b.start_time_unix_nano)) ||
          depthOf(a.span_id) - depthOf(b.span_id),
      )
      .map((span) => ({
        name: span.name,
        type: said(span, 'mlflow.spanType'),
        inputs: said(span, 'mlflow.spanInputs'),
        outputs: said(span, 'mlflow.spanOutputs'),
        status: { code: span.status?.code ?? '', message: span.status?.message },
        parent: nameOf.get(span.parent_span_id ?? '') ?? null,
        events: (span.events ?? []).map(({ name, attributes }) => ({ name, attributes })),
      })),
  }
}

function said({ attributes = [] }: RawSpan, key: string): unknown {
  return plainOf(attributes.find((attribute) => attribute.key === key)?.value ?? {})
}

/** An AnyValue of OpenTelemetry, as plain JavaScript. */
function plainOf(value: RawValue): unknown {
  if (value.kvlist_value !== undefined)
    return Object.fromEntries((value.kvlist_value.values ?? []).map(({ key, value }) => [key, plainOf(value)]))
  if (value.array_value !== undefined) return (value.array_value.values ?? []).map(plainOf)
  return value.int_value === undefined ? (value.string_value ?? value.bool_value) : Number(value.int_value)
}

async function isUp(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
