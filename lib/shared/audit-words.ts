// What the audit says of each action, in words: what somebody did, or tried to do. The one list of actions.
import type { ReactNode } from 'react'
import type { Text } from './text'

/** Whom and what it was done to, to stand in the sentence; `person` is null where it concerns nobody in particular. */
export type Places = { memory: ReactNode; person: ReactNode }

type Say = (text: Text, at: Places) => ReactNode
type Words = { group: AuditGroup; did: Say; tried: Say }

/** Kinds of actions that are counted and filtered together, as they are listed. */
export const AUDIT_GROUPS = [
  'saved',
  'searched',
  'looked',
  'revealed',
  'signed-in',
  'deleted',
  'forgetting',
  'exported',
  'refused',
  'rights',
  'audit',
  'other',
] as const
export type AuditGroup = (typeof AUDIT_GROUPS)[number]

const ACTIONS: Record<string, Words> = {
  'memory.create': {
    group: 'saved',
    did: ({ rich }, at) => rich('wrote {memory}', at),
    tried: ({ rich }, at) => rich('tried to write {memory}', at),
  },
  'memory.put': {
    group: 'saved',
    did: ({ rich }, at) => rich('saved {memory}', at),
    tried: ({ rich }, at) => rich('tried to save {memory}', at),
  },
  'memory.edit': {
    group: 'saved',
    did: ({ rich }, at) => rich('edited {memory}', at),
    tried: ({ rich }, at) => rich('tried to edit {memory}', at),
  },
  'memory.rename': {
    group: 'saved',
    did: ({ rich }, at) => rich('renamed {memory}', at),
    tried: ({ rich }, at) => rich('tried to rename {memory}', at),
  },
  'memory.expiry': {
    group: 'saved',
    did: ({ rich }, at) => rich('changed the end date of {memory}', at),
    tried: ({ rich }, at) => rich('tried to change the end date of {memory}', at),
  },
  'memory.restore': {
    group: 'saved',
    did: ({ rich }, at) => rich('went back to an earlier version of {memory}', at),
    tried: ({ rich }, at) => rich('tried to go back to an earlier version of {memory}', at),
  },
  'memory.renew': {
    group: 'saved',
    did: ({ rich }, at) => rich('renewed the search of {memory}', at),
    tried: ({ rich }, at) => rich('tried to renew the search of {memory}', at),
  },
  'memory.import': {
    group: 'saved',
    did: ({ rich }, at) => rich('imported {memory}', at),
    tried: ({ rich }, at) => rich('tried to import {memory}', at),
  },
  'memory.undo': {
    group: 'saved',
    did: ({ rich }, at) => rich('brought {memory} back after deleting it', at),
    tried: ({ rich }, at) => rich('tried to bring {memory} back after deleting it', at),
  },
  'memory.merge': {
    group: 'saved',
    did: ({ rich }, at) => rich('made one of two memories, {memory}', at),
    tried: ({ rich }, at) => rich('tried to make one of two memories, {memory}', at),
  },
  'memory.unmerge': {
    group: 'saved',
    did: ({ rich }, at) => rich('made {memory} two again', at),
    tried: ({ rich }, at) => rich('tried to make {memory} two again', at),
  },
  'pair.keep': {
    group: 'saved',
    did: ({ rich }, at) => rich('kept two memories of {person} that are alike', at),
    tried: ({ rich }, at) => rich('tried to keep two memories of {person} that are alike', at),
  },
  'pair.ask': {
    group: 'saved',
    did: ({ rich }, at) => rich('asked again about two memories of {person} that are alike', at),
    tried: ({ rich }, at) => rich('tried to ask again about two memories of {person} that are alike', at),
  },
  'memory.search': {
    group: 'searched',
    did: ({ rich }, at) => rich('searched the memories of {person}', at),
    tried: ({ rich }, at) => rich('tried to search the memories of {person}', at),
  },
  'people.search': {
    group: 'searched',
    did: ({ t }) => t('searched the memories of all people'),
    tried: ({ t }) => t('tried to search the memories of all people'),
  },
  'person.counts': {
    group: 'looked',
    did: ({ rich }, at) => rich('opened the counts of {person}', at),
    tried: ({ rich }, at) => rich('tried to open the counts of {person}', at),
  },
  'people.list': {
    group: 'looked',
    did: ({ t }) => t('listed the people'),
    tried: ({ t }) => t('tried to list the people'),
  },
  'sessions.list': {
    group: 'looked',
    did: ({ t }) => t('listed who is signed in'),
    tried: ({ t }) => t('tried to list who is signed in'),
  },
  'roles.list': {
    group: 'looked',
    did: ({ t }) => t('listed who has a role'),
    tried: ({ t }) => t('tried to list who has a role'),
  },
  'overview.read': {
    group: 'looked',
    did: ({ t }) => t('opened the overview'),
    tried: ({ t }) => t('tried to open the overview'),
  },
  'identity.inspect': {
    group: 'looked',
    did: ({ rich }, at) => rich('looked up the identity of {person}', at),
    tried: ({ rich }, at) => rich('tried to look up the identity of {person}', at),
  },
  'person.reveal': {
    group: 'revealed',
    did: ({ rich }, at) => rich('revealed the memories of {person}', at),
    tried: ({ rich }, at) => rich('tried to reveal the memories of {person}', at),
  },
  'person.hide': {
    group: 'revealed',
    did: ({ rich }, at) => rich('hid the memories of {person} again', at),
    tried: ({ rich }, at) => rich('tried to hide the memories of {person} again', at),
  },
  'person.read': {
    group: 'revealed',
    did: ({ rich }, at) => rich('read memories of {person}', at),
    tried: ({ rich }, at) => rich('tried to read memories of {person}', at),
  },
  'session.start': {
    group: 'signed-in',
    did: ({ t }) => t('signed in'),
    tried: ({ t }) => t('tried to sign in'),
  },
  'session.end': {
    group: 'signed-in',
    did: ({ rich }, at) => rich('ended a session of {person}', at),
    tried: ({ rich }, at) => rich('tried to end a session of {person}', at),
  },
  'memory.remove': {
    group: 'deleted',
    did: ({ rich }, at) => rich('deleted {memory}', at),
    tried: ({ rich }, at) => rich('tried to delete {memory}', at),
  },
  'memory.purge': {
    group: 'deleted',
    did: ({ rich }, at) => rich('removed what was left of {memory} for undoing', at),
    tried: ({ rich }, at) => rich('tried to remove what was left of {memory} for undoing', at),
  },
  'forget.submit': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('asked for memories of {person} to be forgotten', at),
    tried: ({ rich }, at) => rich('tried to ask for memories of {person} to be forgotten', at),
  },
  'forget.replay': {
    group: 'forgetting',
    did: ({ t, rich }, at) =>
      at.person === null
        ? t('erased again what a restored backup had brought back')
        : rich('erased again what a restored backup had brought back of {person}', at),
    tried: ({ t }) => t('tried to erase again what a restored backup had brought back'),
  },
  'forget.cancel': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('took back that memories of {person} be forgotten', at),
    tried: ({ rich }, at) => rich('tried to take back that memories of {person} be forgotten', at),
  },
  'forget.execute': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('deleted for good what {person} wanted forgotten', at),
    tried: ({ rich }, at) => rich('tried to delete for good what {person} wanted forgotten', at),
  },
  'forget.complete': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('checked that what {person} wanted forgotten is gone', at),
    tried: ({ rich }, at) => rich('tried to check that what {person} wanted forgotten is gone', at),
  },
  'forget.fail': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('could not forget what {person} wanted forgotten', at),
    tried: ({ rich }, at) => rich('could not forget what {person} wanted forgotten', at),
  },
  'forget.list': {
    group: 'looked',
    did: ({ t }) => t('looked at what people wish to be forgotten'),
    tried: ({ t }) => t('tried to look at what people wish to be forgotten'),
  },
  'forget.read': {
    group: 'looked',
    did: ({ rich }, at) => rich('looked at what {person} wishes to be forgotten', at),
    tried: ({ rich }, at) => rich('tried to look at what {person} wishes to be forgotten', at),
  },
  'forget.identity': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('confirmed that {person} asked to be forgotten', at),
    tried: ({ rich }, at) => rich('tried to confirm that {person} asked to be forgotten', at),
  },
  'forget.approve': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('agreed that {person} be forgotten', at),
    tried: ({ rich }, at) => rich('tried to agree that {person} be forgotten', at),
  },
  'forget.deny': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('refused what {person} wanted forgotten', at),
    tried: ({ rich }, at) => rich('tried to refuse what {person} wanted forgotten', at),
  },
  'forget.hold': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('held what {person} wanted forgotten', at),
    tried: ({ rich }, at) => rich('tried to hold what {person} wanted forgotten', at),
  },
  'forget.lift': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('let go on what {person} wanted forgotten', at),
    tried: ({ rich }, at) => rich('tried to let go on what {person} wanted forgotten', at),
  },
  'forget.retry': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('had it tried again to forget what {person} wanted forgotten', at),
    tried: ({ rich }, at) => rich('wanted it tried again to forget what {person} wanted forgotten', at),
  },
  'memory.export': {
    group: 'exported',
    did: ({ rich }, at) => rich('exported the memories of {person}', at),
    tried: ({ rich }, at) => rich('tried to export the memories of {person}', at),
  },
  'audit.export': {
    group: 'exported',
    did: ({ t }) => t('exported entries of the audit'),
    tried: ({ t }) => t('tried to export entries of the audit'),
  },
  'session.refused': {
    group: 'refused',
    did: ({ t }) => t('was refused when signing in'),
    tried: ({ t }) => t('was refused when signing in'),
  },
  'access.refused': {
    group: 'refused',
    did: ({ t }) => t('asked for what is not theirs to see'),
    tried: ({ t }) => t('asked for what is not theirs to see'),
  },
  'tool.refused': {
    group: 'refused',
    did: ({ rich }, at) => rich('called a tool for {person}, and it came to nothing', at),
    tried: ({ rich }, at) => rich('called a tool for {person}, and it came to nothing', at),
  },
  'token.create': {
    group: 'rights',
    did: ({ rich }, at) => rich('made a token for agents of {person}', at),
    tried: ({ rich }, at) => rich('tried to make a token for agents of {person}', at),
  },
  'token.revoke': {
    group: 'rights',
    did: ({ rich }, at) => rich('revoked a token for agents of {person}', at),
    tried: ({ rich }, at) => rich('tried to revoke a token for agents of {person}', at),
  },
  'remembering.stop': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('asked agents to stop remembering {person}', at),
    tried: ({ rich }, at) => rich('tried to ask agents to stop remembering {person}', at),
  },
  'remembering.resume': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('let agents remember {person} again', at),
    tried: ({ rich }, at) => rich('tried to let agents remember {person} again', at),
  },
  'remembering.allow': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('let agents remember what {person} had forgotten once', at),
    tried: ({ rich }, at) => rich('tried to let agents remember what {person} had forgotten once', at),
  },
  'identity.bind': {
    group: 'rights',
    did: ({ rich }, at) => rich('bound a namespace to {person}', at),
    tried: ({ rich }, at) => rich('tried to bind a namespace to {person}', at),
  },
  'identity.lock': {
    group: 'rights',
    did: ({ rich }, at) => rich('locked a namespace of {person}', at),
    tried: ({ rich }, at) => rich('tried to lock a namespace of {person}', at),
  },
  'role.grant': {
    group: 'rights',
    did: ({ rich }, at) => rich('gave a role to {person}', at),
    tried: ({ rich }, at) => rich('tried to give a role to {person}', at),
  },
  'role.end': {
    group: 'rights',
    did: ({ rich }, at) => rich('ended a role of {person}', at),
    tried: ({ rich }, at) => rich('tried to end a role of {person}', at),
  },
  'person.disable': {
    group: 'rights',
    did: ({ rich }, at) => rich('shut {person} out', at),
    tried: ({ rich }, at) => rich('tried to shut {person} out', at),
  },
  'person.enable': {
    group: 'rights',
    did: ({ rich }, at) => rich('let {person} in again', at),
    tried: ({ rich }, at) => rich('tried to let {person} in again', at),
  },
  'approval.ask': {
    group: 'rights',
    did: ({ rich }, at) => rich('asked for a second person’s word about {person}', at),
    tried: ({ rich }, at) => rich('tried to ask for a second person’s word about {person}', at),
  },
  'approval.confirm': {
    group: 'rights',
    did: ({ rich }, at) => rich('confirmed, as the second person, what was asked about {person}', at),
    tried: ({ rich }, at) => rich('tried to confirm, as the second person, what was asked about {person}', at),
  },
  'approval.deny': {
    group: 'rights',
    did: ({ rich }, at) => rich('denied, as the second person, what was asked about {person}', at),
    tried: ({ rich }, at) => rich('tried to deny, as the second person, what was asked about {person}', at),
  },
  'approval.withdraw': {
    group: 'rights',
    did: ({ rich }, at) => rich('withdrew what they had asked about {person}', at),
    tried: ({ rich }, at) => rich('tried to withdraw what they had asked about {person}', at),
  },
  'approval.effect': {
    group: 'rights',
    did: ({ rich }, at) =>
      rich('had asked for something about {person}: it took effect after its day, as nobody else could confirm it', at),
    tried: ({ rich }, at) => rich('had asked for something about {person}: after its day it could not be done', at),
  },
  'approval.fail': {
    group: 'rights',
    did: ({ rich }, at) => rich('had asked for something about {person}: after its day it could not be done', at),
    tried: ({ rich }, at) => rich('had asked for something about {person}: after its day it could not be done', at),
  },
  'approval.expire': {
    group: 'rights',
    did: ({ rich }, at) => rich('ended what was asked about {person}: its time had passed, and nothing was done', at),
    tried: ({ rich }, at) => rich('tried to end what was asked about {person}: its time had passed', at),
  },
  'receipt.issue': {
    group: 'forgetting',
    did: ({ rich }, at) => rich('issued a receipt of what was forgotten of {person}', at),
    tried: ({ rich }, at) => rich('tried to issue a receipt of what was forgotten of {person}', at),
  },
  'receipt.open': {
    group: 'looked',
    did: ({ rich }, at) => rich('took the key that opens a receipt about {person}', at),
    tried: ({ rich }, at) => rich('tried to take the key that opens a receipt about {person}', at),
  },
  'receipt.read': {
    group: 'looked',
    did: ({ rich }, at) => rich('read a receipt about {person}', at),
    tried: ({ rich }, at) => rich('tried to read a receipt about {person}', at),
  },
  'audit.read': {
    group: 'audit',
    did: ({ t, rich }, at) => (at.person === null ? t('read the audit') : rich('read the audit about {person}', at)),
    tried: ({ t }) => t('tried to read the audit'),
  },
  'audit.find': {
    group: 'audit',
    did: ({ t }) => t('looked for somebody in the audit'),
    tried: ({ t }) => t('tried to look for somebody in the audit'),
  },
  'audit.verify': {
    group: 'audit',
    did: ({ t }) => t('checked the record'),
    tried: ({ t }) => t('tried to check the record'),
  },
}

const WORDS: ReadonlyMap<string, Words> = new Map(Object.entries(ACTIONS))

/** Every action that has words. */
export const AUDIT_ACTIONS: readonly string[] = [...WORDS.keys()]

/** Of an action that this version does not know: `other`. */
export function groupOf(action: string): AuditGroup {
  return WORDS.get(action)?.group ?? 'other'
}

/** The sentence about an entry, after the name of who acted. */
export function whatHappened(
  { action, outcome }: { action: string; outcome: string },
  text: Text,
  at: Places,
): ReactNode {
  const words = WORDS.get(action)
  if (words === undefined) return text.rich('{action}, about {person}', { ...at, action })
  return outcome === 'done' ? words.did(text, at) : words.tried(text, at)
}

export function groupWords(group: AuditGroup, { t }: Text): string {
  return {
    saved: t('Saved##in the audit'),
    searched: t('Searched'),
    looked: t('Looked at'),
    revealed: t('Revealed'),
    'signed-in': t('Signed in or out'),
    deleted: t('Deleted##in the audit'),
    forgetting: t('Forgetting, and being remembered'),
    exported: t('Exported'),
    refused: t('Turned away'),
    rights: t('Rights and identities'),
    audit: t('Read or checked the audit'),
    other: t('Something else'),
  }[group]
}

export const OUTCOMES = ['done', 'refused', 'failed'] as const
export const ROLES = ['user', 'agent', 'admin', 'auditor', 'system'] as const

export function outcomeWords(outcome: string, { t }: Text): string {
  const words: Record<string, string> = {
    done: t('Done##outcome'),
    refused: t('Refused##outcome'),
    failed: t('Failed##outcome'),
  }
  return words[outcome] ?? outcome
}

/** As what somebody acted, beside the name. */
export function roleWords(role: string, { t }: Text): string {
  const words: Record<string, string> = {
    user: t('person'),
    agent: t('agent##role'),
    admin: t('administrator'),
    auditor: t('auditor'),
    system: t('by itself'),
  }
  return words[role] ?? role
}

/** The same, of all who acted so. */
export function rolesWords(role: string, { t }: Text): string {
  const words: Record<string, string> = {
    user: t('People##role'),
    agent: t('Agents##role'),
    admin: t('Administrators##role'),
    auditor: t('Auditors##role'),
    system: t('The dashboard by itself'),
  }
  return words[role] ?? role
}

/** Where it was done. */
export const SURFACES = ['agent', 'dashboard', 'mcp', 'admin', 'server', 'schedule'] as const

export function surfaceWords(surface: string, { t }: Text): string {
  const words: Record<string, string> = {
    agent: t('Agents’ library'),
    dashboard: t('This dashboard'),
    mcp: t('MCP, with a token'),
    admin: t('Pages of the staff'),
    server: t('Commands on the server'),
    schedule: t('Upkeep'),
  }
  return words[surface] ?? surface
}
