// Tracing: what this version does about it, said as it is.
import { sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, unknown } from './finding'

const ABOUT: About = { check: 'tracing', name: sentence('Tracing') }

/** @param set names of the MLFLOW_… settings that are set */
export function examineTracing(set: readonly string[]): Finding {
  return set.length === 0
    ? fine(ABOUT, sentence('This version sends no traces, and none are asked for.'))
    : unknown(
        ABOUT,
        sentence('This version does not trace yet, so nothing is sent to MLflow, although this is set: {settings}.', {
          settings: set.join(', '),
        }),
      )
}
