// The settings of tracing, and what is wrong with them: see lib/env.ts.
import { z } from 'zod'
import { isLoopbackName } from '../shared/loopback'
import { optional } from './parsers'

const PLAIN = ['keys', 'query', 'user'] as const
const TABLE = /^[^.\s/]+\.[^.\s/]+\.[^.\s/]+$/

/** Names and their forms. */
export const tracingShape = {
  MLFLOW_TRACKING_URI: optional,
  MLFLOW_EXPERIMENT_ID: optional,
  MLFLOW_TRACKING_TOKEN: optional,
  MLFLOW_TRACKING_USERNAME: optional,
  MLFLOW_TRACKING_PASSWORD: optional,
  MLFLOW_TRACE_UC_TABLE: optional,
  MLFLOW_TRACE_PLAIN: optional.transform((value, context) => {
    const given = value === undefined ? ['keys'] : value === 'none' ? [] : value.split(/[,\s]+/).filter(Boolean)
    const wanted = PLAIN.filter((one) => given.includes(one))
    if (new Set(given).size === wanted.length) return wanted
    context.addIssue({ code: 'custom', message: 'must be "none", or some of "keys, query, user"' })
    return z.NEVER
  }),
  MLFLOW_UI_URL: optional.transform((value, context) => {
    if (value === undefined || isAddress(value)) return value
    context.addIssue({
      code: 'custom',
      message: 'must be the address at which people open MLflow, with http or https',
    })
    return z.NEVER
  }),
}

type Settings = z.infer<z.ZodObject<typeof tracingShape>>

export type TracingSettings =
  | ({ plain: ReadonlySet<(typeof PLAIN)[number]> } & (
      | {
          route: 'mlflow'
          uri: string
          experimentId: string
          token: string | undefined
          username: string | undefined
          password: string | undefined
          /** Where people open MLflow; undefined: no page links to it. */
          uiUrl: string | undefined
        }
      | { route: 'unity-catalog'; table: string }
    ))
  | null

/** Where traces go; null: nowhere. Settings with {@link tracingProblems} have no place. */
export function tracingSettings(env: Settings): TracingSettings {
  const { MLFLOW_TRACKING_URI: uri, MLFLOW_EXPERIMENT_ID: experimentId, MLFLOW_TRACE_UC_TABLE: table } = env
  const plain = new Set(env.MLFLOW_TRACE_PLAIN)
  if (uri === undefined) return null
  if (uri === 'databricks') return table === undefined ? null : { route: 'unity-catalog', table, plain }
  if (experimentId === undefined) return null
  return {
    route: 'mlflow',
    uri,
    experimentId,
    token: env.MLFLOW_TRACKING_TOKEN,
    username: env.MLFLOW_TRACKING_USERNAME,
    password: env.MLFLOW_TRACKING_PASSWORD,
    uiUrl: env.MLFLOW_UI_URL,
    plain,
  }
}

/** What cannot stay as it is, by the name of a setting that is set. */
export function tracingProblems(env: Settings): { setting: keyof Settings; message: string }[] {
  const problems: { setting: keyof Settings; message: string }[] = []
  const refuse = (setting: keyof Settings, message: string) => problems.push({ setting, message })
  const { MLFLOW_TRACKING_URI: uri, MLFLOW_EXPERIMENT_ID: experiment, MLFLOW_TRACE_UC_TABLE: table } = env
  const { MLFLOW_TRACKING_TOKEN: token, MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password } = env
  if (table !== undefined && !TABLE.test(table))
    refuse('MLFLOW_TRACE_UC_TABLE', 'must be the name of the table of spans, such as main.traces.memory_otel_spans')
  if (uri === 'databricks') {
    if (table === undefined)
      refuse(
        'MLFLOW_TRACKING_URI',
        'needs MLFLOW_TRACE_UC_TABLE: a workspace takes these traces into tables of Unity Catalog only, not into a plain experiment',
      )
  } else if (uri !== undefined) {
    if (!isAddress(uri))
      refuse(
        'MLFLOW_TRACKING_URI',
        'must be "databricks" or the address of an MLflow server, such as https://mlflow.example.com, without a name or password in it',
      )
    else if (experiment === undefined)
      refuse('MLFLOW_TRACKING_URI', 'needs MLFLOW_EXPERIMENT_ID: the experiment that the traces belong to')
    else if ((token ?? user) !== undefined && !isPrivate(uri))
      refuse('MLFLOW_TRACKING_URI', 'must begin with https: a password or token would travel in the clear')
    if (table !== undefined) refuse('MLFLOW_TRACE_UC_TABLE', 'belongs to MLFLOW_TRACKING_URI=databricks')
  }
  if (experiment !== undefined && !/^\d{1,20}$/.test(experiment))
    refuse('MLFLOW_EXPERIMENT_ID', 'must be the number of an experiment')
  if (user !== undefined && password === undefined) refuse('MLFLOW_TRACKING_USERNAME', 'needs MLFLOW_TRACKING_PASSWORD')
  if (password !== undefined && user === undefined) refuse('MLFLOW_TRACKING_PASSWORD', 'needs MLFLOW_TRACKING_USERNAME')
  if (token !== undefined && user !== undefined)
    refuse('MLFLOW_TRACKING_TOKEN', 'cannot be used together with MLFLOW_TRACKING_USERNAME')
  return problems
}

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    `${url.username}${url.password}${url.search}${url.hash}` === ''
  )
}

function isPrivate(uri: string): boolean {
  const { protocol, hostname } = new URL(uri)
  return protocol === 'https:' || isLoopbackName(hostname)
}
