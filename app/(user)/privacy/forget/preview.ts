// What would go and what would stay, here and elsewhere, with the day on which the last backup ends.
import { randomUUID } from 'node:crypto'
import { environment } from '@/lib/env'
import { otherSystems } from '@/lib/ledger/other-systems'
import type { ForgetPreview, ForgetScope, ForgetWish } from '@/lib/shared/forget'
import type { OtherSystem } from '@/lib/shared/other-systems'
import { previewForget } from '@/lib/store/forgetting/preview'
import { forgetRules } from '@/lib/store/forgetting/rules'
import { type Threads, threadsOf } from '@/lib/store/forgetting/threads'
import type { Viewer } from '@/lib/store/memory-store'

export type ShownPreview = ForgetPreview & {
  /** What agents keep of conversations: erased with everything, and with nothing less. */
  conversations: Threads
  /** Where else something may lie. */
  otherSystems: OtherSystem[]
  /** ISO text; null: nobody has said how long backups are kept. */
  backupsUntil: string | null
}

const DAY_MS = 86_400_000

/** `selection` null: everything. */
export async function previewOf(viewer: Viewer, scope: ForgetScope, selection: string | null): Promise<ShownPreview> {
  const operation = randomUUID() // of none: nothing is asked for
  const wish: ForgetWish =
    scope === 'everything' || selection === null ? { operation, scope: 'everything' } : { operation, scope, selection }
  const preview = await previewForget(viewer, wish, forgetRules(environment()))
  const { backupDays } = preview
  return {
    ...preview,
    conversations: await threadsOf(viewer),
    otherSystems: otherSystems(),
    backupsUntil: backupDays === null ? null : new Date(Date.now() + backupDays * DAY_MS).toISOString(),
  }
}
