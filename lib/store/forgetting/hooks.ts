// What other parts add to carrying a request out: guard, agent's conversations, ledger, receipt. One line each in FORGET_HOOKS.
import type pg from 'pg'
import type { ForgetCheck, ForgetScope, ForgetTableCount } from '@/lib/shared/forget'
import type { MemoryStore } from '../memory-store'
import { RECEIPT_HOOK } from '../receipts/hook'
import { GUARD_HOOK } from './guard-hook'
import type { Who } from './tables'

/** A request as its worker knows it, while it is open. */
export type OpenForget = Who & {
  /** Also the operation id of the audit row. */
  id: string
  reference: string
  scope: ForgetScope
  stopRemembering: boolean
  channel: 'self' | 'behalf'
  /** Pseudonyms; `approvedBy` is null where nobody had to, or the delay stood for it. */
  askedBy: string
  approvedBy: string | null
  /** Keyed; null: everything. */
  itemsHash: string | null
  itemCount: number
  receivedAt: string
  dueAt: string
  /** When the execution that is under way, or was the last, began. */
  executingAt: string
}

/** A memory that is deleted in this chunk, with its text: neither may be kept but as a keyed fingerprint. */
export type ErasedItem = { prefix: string; key: string; json: string }

/** What is known when a request is completed: for the receipt. */
export type ForgetFacts = {
  tables: ForgetTableCount[]
  checks: ForgetCheck[]
  deleted: number
  gone: number
  drifted: number
  /** Postgres text in UTC. */
  executedAt: string
  verifiedAt: string
  completedAt: string
  backupsUntil: string | null
  /** The audit row of the execution. */
  audit: { operation: string; seq: number | null; hash: string | null }
}

/** Every function may be called again after a crash, and then changes nothing more. */
export type ForgetHook = {
  /** Before anything is deleted, in a transaction of its own: writes of the agent wait, and then find the guard. */
  hold?: (client: pg.PoolClient, store: MemoryStore, request: OpenForget) => Promise<void>
  /** In the transaction that deletes these memories; of everything none is named. */
  erased?: (
    client: pg.PoolClient,
    store: MemoryStore,
    request: OpenForget,
    items: readonly ErasedItem[],
  ) => Promise<void>
  /** After our own tables, in one transaction: other tables of the same database. Counts are added to the request's. */
  beyond?: (client: pg.PoolClient, store: MemoryStore, request: OpenForget) => Promise<ForgetTableCount[]>
  /** Afterwards, by another path than the deletion: what is left. */
  check?: (client: pg.PoolClient, store: MemoryStore, request: OpenForget) => Promise<ForgetCheck[]>
  /** In the transaction of the completion, before whom it is about is forgotten. */
  complete?: (client: pg.PoolClient, store: MemoryStore, request: OpenForget, facts: ForgetFacts) => Promise<void>
}

/** In their order; the receipt tells of all others, and comes last. */
export const FORGET_HOOKS: readonly ForgetHook[] = [GUARD_HOOK, RECEIPT_HOOK]
