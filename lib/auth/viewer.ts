// What whoever is asking may see. The only place that makes a Viewer or an Admin.
import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect, unauthorized } from 'next/navigation'
import { cache } from 'react'
import { environment } from '@/lib/env'
import { database } from '@/lib/lakebase/database'
import { asciiLower } from '@/lib/shared/ascii'
import type { Sentence } from '@/lib/shared/text'
import { ofRowOwner } from '@/lib/store/access/per-row'
import type { Role } from '@/lib/store/access/roles'
import type { Session } from '@/lib/store/access/sessions'
import { derivedKey, memoryStore } from '@/lib/store/configured'
import { recordAdminSeen, type SeenAdmin } from '@/lib/store/identities/admins'
import {
  type Admin,
  type Auditor,
  type MemoryStore,
  type Oneself,
  pseudonym,
  scopeOf,
  type Viewer,
} from '@/lib/store/memory-store'
import { asExpected } from '@/lib/store/outage'
import { roleOf } from './admins'
import { admission } from './admission'
import { refusedAccess } from './refused'
import { rowOwnerOf } from './row-owner'
import { currentVisitor, sessionHash, staysSignedIn } from './visitor'

export type Visit =
  /** `why`: what to do where signing in is not the answer. */
  | { state: 'signed-out'; why?: Sentence }
  /**
   * Signed in, but the namespace could be somebody else's too: nothing of it may be shown.
   * `reference`: by which an administrator finds them. `isRefused`: no namespace at all can be theirs.
   */
  | { state: 'unclear'; name: string; role: Role; reference: string; isRefused: boolean }
  /** Likewise, but rows name their owner (`MEMORY_OWNER_FIELD`): `rows` sees those that name them, and most else is closed. */
  | { state: 'per-row'; name: string; role: Role; reference: string; rows: Viewer }
  | { state: 'signed-in'; name: string; role: Role; viewer: Viewer }

/**
 * Who this request is from, once per request.
 * @throws Expected `database-unavailable`, `identity-unavailable`: an outage signs nobody out
 */
export const currentVisit = cache(async (): Promise<Visit> => {
  const { session, ...nobody } = await currentVisitor()
  if (session === null) return { state: 'signed-out', ...nobody }
  const store = await memoryStore()
  const decision = await admission(session.userId)
  const who = { name: session.name, role: roleOf(session, environment()) }
  if (decision.state === 'own') return { state: 'signed-in', ...who, viewer: viewerOf(store, session) }
  const reference = pseudonym({ pseudonymKey: derivedKey('pseudonyms') }, 'person', session.userId).slice(0, 8)
  const owner = rowOwnerOf(decision, session.userId, environment().ownerField)
  if (owner === null) return { state: 'unclear', ...who, reference, isRefused: decision.state === 'refused' }
  return { state: 'per-row', ...who, reference, rows: viewerOf(ofRowOwner(store, owner), session) }
})

/** The Viewer of a session that may see what is in `store`. */
function viewerOf(store: MemoryStore, { userId }: Session): Viewer {
  return { ...scopeOf(store, userId, { surface: 'dashboard' }), mayStill: staysSignedIn } as Viewer
}

/** For pages: the viewer, or away to sign in, or to the page that says why nothing is shown. */
export async function requireViewer(): Promise<Viewer> {
  const visit = await visitInside()
  if (visit.state === 'per-row') redirect('/unclear')
  return visit.viewer
}

/** As {@link requireViewer}, for the pages that are also there for one of several who sees the rows that name them. */
export async function requireReader(): Promise<Viewer> {
  const visit = await visitInside()
  return visit.state === 'per-row' ? visit.rows : visit.viewer
}

/** As {@link requireReader}, with the name to greet. */
export async function requireVisit(): Promise<{ name: string; role: Role; reader: Viewer }> {
  const visit = await visitInside()
  return { name: visit.name, role: visit.role, reader: visit.state === 'per-row' ? visit.rows : visit.viewer }
}

async function visitInside(): Promise<Extract<Visit, { state: 'signed-in' | 'per-row' }>> {
  const visit = await currentVisit()
  if (visit.state === 'unclear') redirect('/unclear')
  if (visit.state === 'signed-out') return toSignIn()
  return visit
}

/**
 * Who this request is from, for what is about themselves and no memory; `why`: nobody, and what to do where signing in is not the answer.
 * @throws Expected `database-unavailable`, `identity-unavailable`
 */
export async function currentOneself(): Promise<Oneself | { why: Sentence | undefined }> {
  const { session, ...nobody } = await currentVisitor()
  if (session === null) return { why: undefined, ...nobody }
  const { pool } = await asExpected(database)
  const pseudonymKey = derivedKey('pseudonyms')
  const { userId } = session
  return { pool, userId, actor: pseudonym({ pseudonymKey }, 'person', userId), pseudonymKey } as Oneself
}

/** For pages about whoever is signed in, and about no memory. */
export async function requireOneself(): Promise<Oneself> {
  const oneself = await currentOneself()
  return 'why' in oneself ? toSignIn() : oneself
}

/**
 * For pages of those who run the dashboard: somebody else gets what a page gets whose id is nobody's. Whose memories are theirs
 * does not matter, and the agent's tables need not be there.
 */
export async function requireAdmin(): Promise<Admin> {
  return (await requireStaff('admin')) as Admin // what least says
}

/** As {@link requireAdmin}, for what auditors may see too. */
export async function requireAuditor(): Promise<Auditor> {
  return requireStaff('auditor')
}

async function requireStaff(least: Auditor['role']): Promise<Auditor> {
  const staff = await currentStaff(least)
  if (staff === 'signed-out') return toSignIn()
  return staff === 'refused' ? notFound() : staff
}

/**
 * Who this request is from, as far as they run or audit the dashboard: as the tables say now.
 * @throws Expected `database-unavailable`, `identity-unavailable`
 */
export async function currentStaff(least: 'admin'): Promise<Admin | 'signed-out' | 'refused'>
export async function currentStaff(least: Auditor['role']): Promise<Auditor | 'signed-out' | 'refused'>
export async function currentStaff(least: Auditor['role']): Promise<Auditor | 'signed-out' | 'refused'> {
  const { session } = await currentVisitor()
  if (session === null) return 'signed-out'
  const staff = await staffOf(session, least)
  if (staff === null) await refusedOnce(session)
  return staff ?? 'refused'
}

/** A page and the layouts around it all ask. */
const refusedOnce = cache((session: Session) => refusedAccess(session, 'role'))

async function staffOf(session: Session, least: Auditor['role']): Promise<Auditor | null> {
  const role = roleOf(session, environment())
  if (role === 'user' || (least === 'admin' && role !== 'admin')) return null
  const { pool } = await asExpected(database)
  const pseudonymKey = derivedKey('pseudonyms')
  const { userId, name, email, groups } = session
  const actor = pseudonym({ pseudonymKey }, 'person', userId)
  const address = email === null ? undefined : asciiLower(email)
  const came = await sessionHash()
  if (role === 'admin') await rememberAdmin(pool, { userId, email, groups, session: came })
  return { pool, userId, name, email: address, actor, role, pseudonymKey, session: came } as Auditor
}

/** Nothing else tells later how many people run the dashboard: sessions are forgotten. Each is written down once an hour. */
async function rememberAdmin(pool: Auditor['pool'], admin: SeenAdmin): Promise<void> {
  if (Date.now() - (lastSeen.get(admin.userId) ?? 0) < 3_600_000) return
  await recordAdminSeen(pool, admin)
  lastSeen.set(admin.userId, Date.now())
}

const lastSeen = new Map<string, number>()

/** Where there is no sign-in page of ours, the answer is 401 with a sentence (app/unauthorized.tsx). */
async function toSignIn(): Promise<never> {
  if (!hasSignIn()) unauthorized()
  const path = (await headers()).get('x-memory-path')
  redirect(path === null || path === '/memories' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(path)}`)
}

/** False where somebody else signs people in and out, and a button of ours would promise what it cannot do. */
export function hasSignIn(): boolean {
  return environment().authMode !== 'databricks-apps'
}
