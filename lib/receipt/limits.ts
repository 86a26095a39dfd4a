// What a receipt does not prove, and what remains and until when, in plain words: a function of what it says.

import type { Cover } from '@/lib/shared/other-systems'
import { counted, type Sentence, sentence } from '@/lib/shared/text'
import type { Receipt } from './receipt'

type Said = Omit<Receipt, 'limits' | 'audit' | 'key'>

/** In the order in which they matter to the person. */
export function limitsOf(said: Said): Sentence[] {
  const { scope, backups_until, asked, commitments } = said
  return [
    PROVES,
    ...(scope.drifted > 0 ? [drifted(scope.drifted)] : []),
    backups_until === null ? BACKUPS_UNKNOWN : backups(backups_until),
    said.ledger === 'kept' ? LEDGER : NO_LEDGER,
    VACUUM,
    threadsOf(said),
    ...systemsOf(said),
    OTHERS,
    againOf(said),
    FINGERPRINTS,
    REASONS,
    ...(scope.kind === 'everything' ? [SIGNED_IN] : []),
    ...(commitments.memories !== null ? [] : [scope.kind === 'everything' ? ALL : TOO_MANY]),
    ...(asked.identity === 'unconfirmed' ? [UNCONFIRMED] : []),
  ]
}

const PROVES = sentence(
  'This receipt shows what this dashboard did and found, and that nobody has changed a letter of it since. It cannot show that nobody had copied anything before.',
)
const drifted = (count: number) =>
  counted(
    count,
    '{count} memory had been changed after it was chosen, and was not deleted.',
    '{count} memories had been changed after they were chosen, and were not deleted.',
  )
const backups = (day: string) =>
  sentence('Backups of the database and its log may hold it until {day}. After that they are gone too.', { day })
const BACKUPS_UNKNOWN = sentence(
  'Backups of the database and its log may still hold it: nobody has told this dashboard how long they are kept.',
)
const VACUUM = sentence(
  'Deleted rows can no longer be read. Their bytes leave the database’s files when it cleans up (VACUUM), mostly within a day.',
)
const OTHERS = sentence('What other people’s memories say about the person is theirs, and was not deleted.')
const FINGERPRINTS = sentence(
  'Keyed fingerprints of the person and of the memories stay in the audit, so that the record stays whole. Nobody can tell from them who or what it was without a key of this installation, and nothing can be read from them.',
)
const REASONS = sentence(
  'Reasons that administrators gave for what they did stay in the audit as well, in their own words.',
)
const SIGNED_IN = sentence(
  'The person’s id stays with their sign-in until they are signed in nowhere any more, and is then deleted as well. Rights to run or audit the dashboard, being shut out of it, and whose the namespace was settled to be, stay on record.',
)
const TOO_MANY = sentence(
  'The memories were too many to list one by one: the receipt commits to the person and their namespace, and to no single memory.',
)
const ALL = sentence(
  'As all memories were to be forgotten, none is listed by itself: the receipt commits to the person and their namespace.',
)
const LEDGER = sentence(
  'A ledger outside the database repeats this erasure, as keyed fingerprints: a restored backup lets nobody in before it was erased there again.',
)
const NO_LEDGER = sentence(
  'No ledger of erasures is kept outside the database: a backup that is restored may bring it back.',
)
const UNCONFIRMED = sentence('Somebody asked for the person; that they are the person was not confirmed.')

function threadsOf({ threads }: Said): Sentence {
  if (threads === 'covered')
    return sentence('What the agent kept of conversations with the person (checkpoints) was deleted as well.')
  if (threads === 'all-but-shared')
    return sentence(
      'What the agent kept of conversations with the person (checkpoints) was deleted, but for conversations that name somebody else as well: those stay.',
    )
  if (threads === 'no-tables')
    return sentence(
      'The agent keeps no conversations (checkpoints) in this database. Wherever else it keeps them, they are not covered.',
    )
  return threads === 'not-part'
    ? sentence('Conversations that the agent keeps (checkpoints) were not part of this request, and stay.')
    : sentence('Conversations that the agent keeps (checkpoints) are not covered: nothing was deleted there.')
}

function systemsOf({ systems }: Said): Sentence[] {
  const named = (cover: Cover) => systems.flatMap((system) => (system.cover === cover ? [system.name] : [])).join(', ')
  const [covered, manual, not] = [named('covered'), named('manual'), named('not-covered')]
  if (systems.length === 0) return [NO_SYSTEMS]
  return [
    ...(covered === ''
      ? []
      : [sentence('Whoever runs this says that these delete it too: {names}.', { names: covered })]),
    ...(manual === '' ? [] : [sentence('In these somebody deletes it by hand: {names}.', { names: manual })]),
    ...(not === '' ? [] : [sentence('These may hold copies, and are not covered: {names}.', { names: not })]),
  ]
}

const NO_SYSTEMS = sentence(
  'Other systems, such as traces or the provider of a model, may hold copies. Nobody has told this dashboard of any, and none is covered.',
)

function againOf({ suppression: { on, guard } }: Said): Sentence {
  const isGuarded = guard === 'skip' || guard === 'raise'
  if (!on) return sentence('New memories of the person can be written: nobody asked that they be refused.')
  return isGuarded
    ? sentence('The database refuses new memories of the person until they allow them again.')
    : sentence(
        'The person is not to be remembered any more, but nothing in the database keeps the agent from it: its guard is not installed.',
      )
}
