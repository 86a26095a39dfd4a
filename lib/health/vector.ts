// Is pgvector there, and the agent's index in order?
import { sentence } from '@/lib/shared/text'
import { makeExtension, rebuildIndex, type VectorFacts } from '@/lib/store/health/vector'
import { type About, type Finding, fine, wrong } from './finding'

export const VECTOR: About = { check: 'vector', name: sentence('Vector extension') }

/** @param schema of the agent's tables */
export function examineVector({ extension, isAvailable, indexes }: VectorFacts, schema: string): Finding[] {
  if (extension === null)
    return [
      isAvailable
        ? wrong(
            VECTOR,
            sentence('The extension vector (pgvector) is not installed in this database.'),
            sentence('The agent’s setup() installs it where it may; otherwise let a superuser run:'),
            makeExtension(schema),
          )
        : wrong(
            VECTOR,
            sentence('This database server has no extension named vector (pgvector).'),
            sentence('Install pgvector on the server, or use the server that the agent uses.'),
          ),
    ]
  const broken = indexes.filter(({ isValid }) => !isValid)
  if (broken.length > 0)
    return [
      wrong(
        VECTOR,
        sentence('pgvector {version} is installed, but the building of the agent’s index broke off.', {
          version: extension.version,
        }),
        sentence('Let the owner of the agent’s tables run:'),
        broken.map(({ name }) => rebuildIndex(schema, name)).join('\n'),
      ),
    ]
  const values = { version: extension.version, schema: extension.schema }
  return [
    fine(
      VECTOR,
      indexes.length > 0
        ? sentence('pgvector {version} in the schema {schema}; the embeddings have an HNSW index.', values)
        : sentence(
            'pgvector {version} in the schema {schema}; the embeddings have no HNSW index, and need none.',
            values,
          ),
    ),
  ]
}
