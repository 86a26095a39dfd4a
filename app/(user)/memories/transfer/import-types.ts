// What browser and server say to each other about a file that is imported.
import type { Compared } from '@/lib/store/transfer/import-compare'

export type LineToCompare = { line: number; text: string }

export type ComparedLine = { line: number } & (
  | { kind: 'memory'; memory: Compared }
  | { kind: 'blank' | 'header' | 'version' | 'read' }
  | { kind: 'end'; memories: number; isWhole: boolean }
  /** `foreign`: nothing of the file can be read. */
  | { kind: 'refused' | 'foreign'; sentence: string }
)

export type LineToImport = {
  text: string
  /** The version of what it replaces; null where nothing may be there. */
  over: string | null
  /** Another key than the file's, to keep both; null otherwise. */
  key: string | null
  operation: string
}

export type Outcome =
  | { ok: true; id: string; version: string }
  | { ok: false; code: 'invalid' | 'conflict' | 'exists' | 'embedding-unavailable'; sentence: string }

/** Most lines of one request, and most bytes: Next takes a megabyte. */
export const REQUEST = { compare: 300, import: 20, bytes: 900_000 } as const
