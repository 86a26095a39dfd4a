// The way from a memory to what was done with it, as MLflow keeps it: only where the operator says at which address people open MLflow.
import { environment } from '@/lib/env'
import type { Viewer } from '@/lib/store/memory-store'
import { memoryTracesUrl } from '@/lib/tracing/link'
import { readText } from '../../../text-on-server'

/** The address holds a fingerprint of this memory of this person, and nothing else. */
export async function TracesLink({ viewer, id }: { viewer: Viewer; id: string }) {
  const { tracing } = environment()
  if (tracing?.route !== 'mlflow' || tracing.uiUrl === undefined) return null
  const { t } = await readText()
  const { experimentId, uiUrl } = tracing
  return (
    <section>
      <h3>{t('Traces')}</h3>
      <p className="quiet">
        <a href={memoryTracesUrl({ experimentId, uiUrl }, viewer, id)} rel="noreferrer">
          {t('What was done with it, in MLflow')}
        </a>
      </p>
    </section>
  )
}
