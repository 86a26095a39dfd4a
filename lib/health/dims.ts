// Do the stored vectors have as many numbers as the configured ones?
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected } from '@/lib/errors'
import { sentence } from '@/lib/shared/text'
import type { Catalog } from '@/lib/store/catalog'
import { checkDims } from '@/lib/store/memory-store'
import { type About, type Finding, fine, wrong } from './finding'

export const DIMS: About = { check: 'dims', name: sentence('Size of vectors') }

export function examineDims(catalog: Catalog, embedder: Embedder): Finding {
  try {
    checkDims(catalog, embedder)
    return fine(DIMS, sentence('Stored vectors have {dims} numbers, and so do new ones.', { dims: embedder.dims }))
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    return wrong(
      DIMS,
      error,
      sentence(
        'Set DATABRICKS_EMBEDDING_ENDPOINT (or EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL) and EMBEDDING_DIMS to what the agent uses.',
      ),
    )
  }
}
