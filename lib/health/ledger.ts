// Is it written down outside the database what was erased, and does the database know all of it?
import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LedgerFileError } from '@/lib/ledger/file'
import { BEHIND, type LedgerStanding, UNREADABLE } from '@/lib/ledger/ledger'
import { counted, sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, unknown, wrong } from './finding'

export const LEDGER: About = { check: 'erasure-ledger', name: sentence('The ledger of erasures') }

export const NO_LEDGER = sentence(
  'No ledger of erasures is kept: after a backup is restored, nothing tells what has to be erased again. Set ERASURE_LEDGER to keep one.',
)

const SET_IT = sentence('Set ERASURE_LEDGER to a file on a disk that is not the database’s, in a folder that is there.')
const KEEP_IT = sentence(
  'Compare the file with a copy of it. Entries that the database has are written again by themselves; others are only in a copy.',
)

/** @param ask how database and ledger stand to each other */
export async function examineLedger(file: string, ask: () => Promise<LedgerStanding>): Promise<Finding> {
  let standing: LedgerStanding
  try {
    standing = await ask()
  } catch (error) {
    if (error instanceof LedgerFileError) return wrong(LEDGER, UNREADABLE, SET_IT)
    throw error
  }
  const { missing, pending, entries, problem, ofOtherKeys } = standing
  if (missing.length > 0) return wrong(LEDGER, BEHIND)
  if (!(await isWritable(file)))
    return wrong(
      LEDGER,
      sentence('The ledger of erasures cannot be written, so erasures are known to this database alone.'),
      SET_IT,
    )
  if (problem !== null) {
    const at = { line: problem.line }
    const said =
      problem.why === 'altered'
        ? sentence('Line {line} of the ledger of erasures was altered.', at)
        : sentence(
            'Line {line} of the ledger of erasures does not follow the one before: lines were taken out, put in or moved.',
            at,
          )
    return wrong(LEDGER, said, KEEP_IT)
  }
  if (ofOtherKeys > 0)
    return unknown(
      LEDGER,
      counted(
        ofOtherKeys,
        '{count} line of the ledger of erasures was written with another NEXTAUTH_SECRET: after a restore it is replayed only with that one.',
        '{count} lines of the ledger of erasures were written with another NEXTAUTH_SECRET: after a restore they are replayed only with that one.',
      ),
    )
  if (pending.length > 0)
    return unknown(
      LEDGER,
      counted(
        pending.length,
        '{count} entry is not in the ledger of erasures yet. The server writes it.',
        '{count} entries are not in the ledger of erasures yet. The server writes them.',
      ),
    )
  return fine(LEDGER, sentence('The ledger of erasures and the database hold the same {entries} entries.', { entries }))
}

/** The file, or the folder that it is to be made in: none is made, for a disk that is missing is no place. */
async function isWritable(file: string): Promise<boolean> {
  const may = (path: string) =>
    access(path, constants.W_OK).then(
      () => true,
      (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : false),
    )
  return (await may(file)) ?? (await may(dirname(file))) === true
}
