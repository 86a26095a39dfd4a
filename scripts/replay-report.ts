// What `npm run replay-erasures` says while it does it. Counts alone: whose they were is not said.
import type { Ledger } from '@/lib/ledger/ledger'
import { writeLedger } from '@/lib/ledger/ledger'
import { countMemories, doReplay, findMeant, planReplay, type Replay, type ReplayStore } from '@/lib/ledger/replay'
import { countOpenForgets } from '@/lib/store/forgetting/erase-again'

type Asked = {
  /** Pseudonym of whoever runs it. */
  by: string
  isDryRun: boolean
  setsAside: boolean
}

/**
 * Replays the ledger onto the store's database.
 * @returns 0: all is done; 1: something is left
 * @throws Expected `database-unavailable`; LedgerFileError
 */
export async function replayErasures(
  store: ReplayStore,
  ledger: Ledger,
  { by, isDryRun, setsAside }: Asked,
  say: (line: string) => void,
): Promise<number> {
  const plan = await planReplay(store, ledger)
  const { altered, ofOtherKeys } = plan.unproven
  const left = altered.length + ofOtherKeys.length
  if (plan.entries.length + left === 0) {
    say('The database knows every entry of the ledger: there is nothing to erase again.')
    return 0
  }
  for (const line of described(plan)) say(line)
  if (isDryRun) {
    say('This was a dry run: nothing has been changed.')
    return 1
  }
  const { memories, rows, threads } = await doReplay(store, plan, by, setsAside)
  say(`Erased again: ${memories} memories and ${threads} conversations, ${rows} rows in all.`)
  // the ledger gets what the database recorded meanwhile, and the look begins anew
  await writeLedger(store.pool, ledger)
  const after = await planReplay(store, ledger)
  const again = countFound(await findMeant(store, plan.entries))
  const open = await countOpenForgets(store.pool)
  if (open > 0)
    say(
      `${open} requests to forget are open as they were in the backup, also those that were taken back since: look at them before the server runs.`,
    )
  if (again > 0) say(`${again} of it are there again: somebody writes them. Run this once more when nobody does.`)
  const remain = after.entries.length + after.unproven.altered.length + after.unproven.ofOtherKeys.length
  say(remain === 0 ? 'The database knows every entry of the ledger.' : `${remain} entries are still not known.`)
  return remain === 0 && again === 0 ? 0 : 1
}

function countFound({ spaces, threads }: Pick<Replay, 'spaces' | 'threads'>): number {
  return spaces.reduce((sum, { memories }) => sum + memories.length, 0) + threads.length
}

function described({ entries, unproven, spaces, threads, wishes }: Replay): string[] {
  const memories = spaces.reduce((sum, space) => sum + countMemories(space.memories), 0)
  const rest = spaces.reduce((sum, space) => sum + space.memories.length, 0) - memories
  const kept = spaces.reduce((sum, space) => sum + space.kept.length, 0)
  const forgotten = wishes.filter(({ facts }) => facts.state === 'forgotten').length
  const lines = [
    `The database does not know ${entries.length} entries of the ledger. Of what they erased, this is here again:`,
    `  ${memories} memories, and what is left of ${rest} others, of ${spaces.length} people`,
    `  ${threads.length} conversations with the agent`,
    `  ${forgotten} people are not to be remembered, ${wishes.length - forgotten} may be again`,
  ]
  if (kept > 0) lines.push(`  ${kept} memories were written after they were erased: they stay`)
  const { altered, ofOtherKeys } = unproven
  if (altered.length > 0)
    lines.push(
      `${altered.length} lines of the ledger were altered and are not followed. --set-aside records them as known.`,
    )
  if (ofOtherKeys.length > 0)
    lines.push(
      `${ofOtherKeys.length} lines were written with another NEXTAUTH_SECRET: run this with that one. --set-aside records them as known.`,
    )
  return lines
}
