// Who asks in the test of docs/access.md, what they name when they ask, and how an answer is read.
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { FORGET_WORD } from '@/lib/shared/forget'
import type { FrozenSelection, Job } from '@/lib/shared/job'
import type { Memory, Undoable } from '@/lib/shared/memory'
import { memoryId } from '@/lib/shared/memory'
import { personRef } from '@/lib/shared/person-ref'
import { type ActionAnswer, type Answer, type Ask, ask, callAction } from './http'
import { factsOf, issue } from './receipts'

/** What somebody has that an address or an action can name. */
export type Belongings = {
  id: string
  version: string
  /** Of an earlier version of it. */
  versionId: string
  /** A second memory of theirs. */
  twin: { id: string; version: string }
  removal: string
  job: string
  batch: string
  selection: string
  /** Described, and not decided. */
  topic: string
  /** Of a request to forget. */
  reference: string
  token: string
  session: string
  /** The reference of a receipt. */
  receipt: string
  /** The page of a person. */
  ref: string
}

/** Of the same kinds, and nobody's. */
export function absent(version: string): Belongings {
  const id = memoryId([], 'nobody has this')
  const [removal, job, batch, selection, topic, token, session] = Array.from({ length: 7 }, () => randomUUID()) as [
    ...Array<string>,
  ] as [string, string, string, string, string, string, string]
  return {
    receipt: 'F-0000-0000',
    ...{ id, version, versionId: '999999999', twin: { id: memoryId([], 'nor this'), version } },
    ...{ removal, job, batch, selection, topic, reference: 'F-0000-0000', token, session },
    ref: personRef('nobody-has-this'),
  }
}

/** Makes one of everything, as the person of `cookie`; `words` stand in each memory and each name. */
export async function equip(
  url: string,
  cookie: string,
  { db, userId, label, words }: { db: pg.Pool; userId: string; label: string; words: string },
): Promise<Belongings> {
  const call = async <T>(name: string, args: object): Promise<T> => {
    const { value, body } = await callAction(url, name, [args], { cookie })
    if ((value as { ok?: boolean } | undefined)?.ok !== true) throw new Error(`${name}: ${body}`)
    return (value as { value: T }).value
  }
  const save = (key: string) =>
    call<Memory>('saveNew', { key, json: JSON.stringify({ [`${words} name`]: words }), operation: randomUUID() })
  const first = await save(`${words} key`)
  const { id, version } = await call<Memory>('saveEdit', {
    ...{ id: first.id, version: first.version, operation: randomUUID() },
    json: JSON.stringify({ [`${words} name`]: `${words}, changed` }),
  })
  const [twin, gone, many] = [await save(`${words} twin`), await save(`${words} gone`), await save(`${words} many`)]
  const forgotten = await save(`${words} forgotten`)
  const removed = await call<Undoable>('remove', { id: gone.id, version: gone.version, operation: randomUUID() })
  const freeze = ({ id, version }: Memory) => call<FrozenSelection>('selectThese', { ids: [{ id, version }] })
  const frozen = await freeze(many)
  const start = { operation: randomUUID(), kind: 'delete', selection: frozen.id, count: 1 }
  const job = await call<Job>('startMany', start)
  const kept = await freeze(twin)
  const { reference } = await call<{ reference: string }>('askToForget', wishFor((await freeze(forgotten)).id))
  await untilForgotten(db, reference)
  // with a memory that is forgotten goes every description that found it
  const topic = await call<{ id: string }>('describeTopic', { question: words })
  const token = await call<{ id: string }>('makeToken', { name: `${words} token`, scope: 'read', days: 7 })
  const one = async (sql: string, values: unknown[]) => (await db.query<{ it: string }>(sql, values)).rows[0]?.it ?? ''
  return {
    receipt: await receiptOf(db, userId),
    ...{ id, version, twin: { id: twin.id, version: twin.version }, removal: removed.id, job: job.id, batch: job.id },
    versionId: await one(
      'select id::text as it from dashboard.memory_version where key = $1 order by id desc limit 1',
      [`${words} key`],
    ),
    selection: kept.id,
    topic: topic.id,
    reference,
    token: token.id,
    session: await one(
      'select ref::text as it from dashboard.session where user_id = $1 and ended_at is null order by created_at limit 1',
      [userId],
    ),
    ref: personRef(label),
  }
}

const wishFor = (selection: string) => ({
  ...{ operation: randomUUID(), scope: 'selection', selection, count: 1, topic: null, stopRemembering: false },
  word: FORGET_WORD,
})
/** What a server does by itself meanwhile would look like the work of whoever asks next. */
async function untilForgotten(db: pg.Pool, reference: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const { rowCount } = await db.query(
      'select from dashboard.forget_request where reference = $1 and completed_at is not null',
      [reference],
    )
    if (rowCount === 1) return
    await wait(100)
  }
  throw new Error(`${reference} was not carried out`)
}

/** Somebody's receipt, issued by another installation. */
async function receiptOf(db: pg.Pool, userId: string): Promise<string> {
  const { rows } = await db.query<{ subject: string }>(
    `select p.pseudonym as subject from dashboard.pseudonym p join dashboard.audit a on a.subject = p.pseudonym
      where p.user_id = $1 and p.key is null and a.action = 'memory.create' limit 1`,
    [userId],
  )
  const reference = `F-${randomUUID().slice(0, 4).toUpperCase()}-TEST`
  await issue(db, factsOf(rows[0]?.subject ?? '', reference))
  return reference
}

/** `path` with what it names put in; what it names that nobody knows here is a reference that nothing has. */
export function addressOf(path: string, names: Belongings): string {
  const { id, batch, ref, selection, reference } = names
  const values: Record<string, string> = { id, version: names.versionId, batch, ref, selection, reference }
  if (path.startsWith('/privacy/forget/topic/')) values.id = names.topic
  if (path.startsWith('/api/jobs/')) values.id = names.job
  if (path.includes('/receipt')) values.reference = names.receipt
  return path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => values[name] ?? randomUUID())
}

/** What routes want beside their address. */
export const QUERY: Record<string, string> = {
  '/api/export': '?format=jsonl',
  '/api/memories/map/ids': '?box=0,0,1,1',
  '/api/memories/map/rows': '?box=0,0,1,1',
}

/** Arguments that would do something to what `names` are. Where an action is missing here, no reference of it is asked for. */
export function argumentsOf(action: string, names: Belongings): object | undefined {
  const { id, version, twin, versionId, removal, job, selection, topic, reference, token, session } = names
  const operation = randomUUID()
  const json = '{"text": "somebody else was here"}'
  const [a, b] = [{ id, version }, twin]
  const all: Record<string, object> = {
    saveEdit: { id, version, json, operation },
    remove: { id, version, operation },
    undo: { removal },
    recall: { id, json, question: 'x' },
    keep: { id, version, keep: { kind: 'days', days: 3 }, operation },
    makeSearchable: { id, version, operation },
    rename: { id, version, key: 'renamed by somebody else', operation },
    restore: { id, version, versionId, operation },
    selectThese: { ids: [a] },
    startMany: { operation, kind: 'delete', selection, count: 1 },
    undoMany: { operation, batch: job },
    stopMany: { job },
    goOn: { job },
    putAway: { job },
    keepOneOfPair: { keep: a, remove: b, operation },
    keepBothOfPair: { left: a, right: b, operation },
    mergeOfPair: { into: a, from: b, json, operation },
    askAboutPair: { left: id, right: twin.id },
    chooseTopic: { topic, line: 0, withWords: true, ticks: [] },
    moreOfTopic: { topic, after: 0 },
    askToForget: wishFor(selection),
    cancelRequest: { reference },
    allowAgain: { id: topic },
    openReceipt: { reference: names.receipt },
    revokeToken: { id: token },
    endSessions: { ended: { ref: session } },
  }
  return all[action]
}

/** Called with these, an action says what is wrong with them to whoever may call it, and who may not to everybody else. */
export const HOSTILE: unknown[] = [
  {},
  null,
  'x',
  { id: { toString: 'x' }, userId: 'bob', ref: "' or true --", ended: 'all', __proto__: { role: 'admin' } },
]

export type Word = 'yes' | 'sign in' | 'not there' | 'no' | 'on' | '405' | 'something else'

/** What a page answered. */
export function wordOfPage({ status, headers, body }: Answer): Word {
  const to = headers.location ?? ''
  if (status === 307 || status === 308) return to.startsWith('/sign-in') ? 'sign in' : 'on'
  if (status === 404) return 'not there'
  return status === 200 && body.includes('<main id="main"') && !body.includes('id="__next_error__"')
    ? 'yes'
    : 'something else'
}

/** What somebody sees of an answer, without the address that they asked for and what is random. */
export function shownBy({ body }: Answer, path: string): string {
  return body
    .replace(/<script\b[\s\S]*?<\/script>|<link\b[^>]*>|<!--[\s\S]*?-->/g, '')
    .replace(/nonce="[^"]*"/g, '')
    .replaceAll(path, '…')
}

/**
 * Whether two pages are the same in what is shown and in what the browser's own code is sent, but for what each address names and for
 * the time. React sends what it has as it gets it: its rows come in any order, under any number.
 */
export function isSameBut(...both: [[Answer, string], [Answer, string]]): boolean {
  const names = both.flatMap(([, path]) => path.split(/[/?]/)).filter((name) => name !== '')
  const named = new RegExp(
    `(?<=["/])(?:${names.map((name) => name.replace(/\W/g, '\\$&')).join('|')})(?=\\\\?["/?])`,
    'g',
  )
  const [one, other] = both.map(([answer, path]) => {
    const parts = [...answer.body.matchAll(/self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g)]
    const rows = parts
      .map(([, part = '']) => JSON.parse(part) as string)
      .join('')
      .replace(/"nonce":"[^"]*"|"(?:secondsLeft|dehydratedAt|dataUpdatedAt)":\d+/g, '')
      .replace(/^[0-9a-f]+:|"\$[L@]?[0-9a-f]+"/gm, '')
      .replace(named, '…')
    return JSON.stringify([answer.status, shownBy(answer, path), rows.split('\n').sort()])
  })
  return one === other
}

/** What a client navigation was answered: its redirects and refusals stand in the stream. */
export function wordOfNavigation({ status, body }: Answer): Word {
  const to = /NEXT_REDIRECT;\w+;([^;]+);/.exec(body)?.[1]
  if (to !== undefined) return to.startsWith('/sign-in') ? 'sign in' : 'on'
  if (status === 404 || body.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'not there'
  return status === 200 ? 'yes' : 'something else'
}

/** What an address answered that is no page. */
export function wordOfRoute({ status }: Answer): Word {
  if (status === 401) return 'sign in'
  if (status === 404) return 'not there'
  if (status === 403) return 'no'
  if (status === 405) return '405'
  return status < 500 || status === 503 ? 'yes' : 'something else'
}

/** What an action answered. */
export function wordOfAction({ status, value }: ActionAnswer): Word {
  const code = (value as { code?: string } | null | undefined)?.code
  if (code === 'signed-out') return 'sign in'
  if (code === 'refused') return 'no'
  return status === 200 && code !== 'somebody-else' && code !== 'unclear-identity' ? 'yes' : 'something else'
}

/** The headers of a navigation by somebody who has all layouts of a page already, so that nothing but the page decides. */
export function besideTheLayouts(entry: string, path: string): Record<string, string> {
  const values = path.split('/')
  const file = PAGES.find((folders) => withoutGroups(folders) === entry)
  if (file === undefined) throw new Error(`no page of ${entry}`)
  const urlOf = file.filter((folder) => !folder.startsWith('('))
  const tree = file.toReversed().reduce<unknown[]>(
    (below, folder) => {
      const name = /^\[(\w+)\]$/.exec(folder)?.[1]
      const segment = name === undefined ? folder : [name, values[urlOf.indexOf(folder) + 1], 'd', null]
      return [segment, { children: below }]
    },
    ['another page', {}],
  )
  return { 'next-router-state-tree': encodeURIComponent(JSON.stringify(['', { children: tree }])) }
}

/** The folders of each page. */
const PAGES = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => file.split('/').slice(0, -1))

const withoutGroups = (folders: string[]) => `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`

/** A client navigation is answered only under the address that Next sends it to, so that is followed once. */
export async function navigate(url: string, path: string, headers: Ask['headers']): Promise<Answer> {
  const answer = await ask(url, path, { headers })
  const to = answer.headers.location ?? ''
  return answer.status === 307 && to.includes('_rsc') ? ask(url, to, { headers }) : answer
}

/** Tables that tell of attempts, or count them: what was refused may stand there. */
const TELLS_OF_ATTEMPTS = /^(audit|pseudonym|rate|migration|setting|claimant|admin_seen|people_)/

/** A fingerprint of every other table of ours and of the agent's, but for when somebody was last seen. */
export async function fingerprintOf(db: pg.Pool): Promise<Record<string, string>> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'dashboard' or tablename in ('store', 'store_vectors') order by 1`,
  )
  const told: Record<string, string> = {}
  for (const { name } of tables.filter(({ name }) => !TELLS_OF_ATTEMPTS.test(name.replace('dashboard.', '')))) {
    const { rows } = await db.query<{ print: string | null }>(
      `select md5(string_agg(row, '' order by row)) as print
         from (select (to_jsonb(t) - 'last_seen_at' - 'last_used_at')::text as row from ${name} t) r`,
    )
    told[name] = rows[0]?.print ?? ''
  }
  return told
}
