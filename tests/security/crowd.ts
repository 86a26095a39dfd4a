// People who are easily taken for one another, on one server with several connections: each has memories, a deletion, a version, reads.
import { randomBytes, randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { sanitizeUserId } from '@/lib/langgraph/namespace'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { callAction } from '../support/http'
import { signInByHttp } from '../support/people'

const IDS = [
  ...['alice@example.com', 'bob', 'bobby', 'bo', 'Bob', 'BOB', 'b_b', 'b%b', 'bxb', 'b\\b', 'a', 'ab', 'user_memories'],
  ...['é', 'e\u0301', '日本', '😀', '__proto__', 'constructor', "o'brien", '$1', '{a,b}', "' or 1=1 --", '\u202Eevil'],
  ...['x@corp.co', 'x@corp.com', '．', 'ﬁ'],
]
/** Both lead to one namespace, so that neither may see a thing. */
const LOCKED = ['jo.ann', 'jo-ann']

export type Member = {
  id: string
  cookie: string
  /** Stands in each of their texts, keys and questions, and nowhere else. */
  canary: string
  root: string
  /** Never touched by its owner: whoever changes it is somebody else. */
  kept: Memory
  /** Changed and deleted by its owner. */
  busy: Memory
  removal: string
  batch: string
}

export type Crowd = {
  site: GoldenSite
  url: string
  people: Member[]
  locked: string[]
  agent: Agent
  stop: () => Promise<void>
}

export const CANARY = /heron[0-9a-f]{16}/g

/** `skipped` says why there is no Postgres. */
export async function gather(): Promise<Crowd | { skipped: string }> {
  const everybody = [...IDS, ...LOCKED]
  const site = await startGoldenSite({
    LOCAL_USERS: everybody.join(';'),
    MEMORY_ID_PATTERN: everybody.map((id) => id.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
  })
  if ('skipped' in site) return site
  const { url } = site.server
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const people: Member[] = []
  for (const id of IDS) people.push(await settle(site, url, id))
  // what was deleted can be undone for ten minutes, and a night takes longer
  await site.db.query(`update dashboard.removal set undo_until = now() + interval '1 day'`)
  const locked = await Promise.all(LOCKED.map((id) => signInByHttp(url, id)))
  await plantLocked(site)
  return {
    ...{ site, url, people, locked, agent },
    stop: async () => {
      agent.destroy()
      await site.stop()
    },
  }
}

async function settle({ db }: GoldenSite, url: string, id: string): Promise<Member> {
  const cookie = await signInByHttp(url, id)
  const canary = `heron${randomBytes(8).toString('hex')}`
  const call = async <T>(name: string, args: object): Promise<T> => {
    const answer = await callAction(url, name, [{ operation: randomUUID(), ...args }], { cookie })
    const { ok, value } = (answer.value ?? {}) as { ok?: boolean; value: T }
    if (ok !== true) throw new Error(`${name} of ${id}: ${answer.status} ${answer.body.slice(0, 300)}`)
    return value
  }
  const json = JSON.stringify({ text: `tea ${canary}`, [`field ${canary}`]: 1 })
  const create = (key: string, child: string[] = []) => call<Memory>('saveNew', { key, child, json })
  const [kept, busy] = [await create(`kept ${canary}`), await create('shared key')]
  await create(`below ${canary}`, ['x'])
  const changed = await call<Memory>('saveEdit', { ...placeOf(busy), json })
  const { version } = await create(`gone ${canary}`)
  const removal = await call<{ id: string }>('remove', { id: memoryId([], `gone ${canary}`), version })
  const root = `user_memories.${sanitizeUserId(id, 'at')}`
  const { rows } = await db.query<{ id: string }>(
    `insert into dashboard.read_log (root, kept_until, way, surface, name, query, found)
     values ($1, now() + interval '1 day', 'search', 'agent', $2, $2, 1) returning id`,
    [root, canary],
  )
  await db.query(
    `insert into dashboard.read_log_item (read_id, position, prefix, key, created_at)
     select $1, 1, prefix, key, created_at from store where prefix = $2 and key = 'shared key'`,
    [rows[0]?.id, root],
  )
  return { id, cookie, canary, root, kept, busy: changed, removal: removal.id, batch: removal.id }
}

const placeOf = ({ id, version }: Memory) => ({ id, version })

async function plantLocked({ db }: GoldenSite): Promise<void> {
  await db.query(`insert into store (prefix, key, value) values ('user_memories.jo-ann', $1, $2)`, [
    ...['heron0000000000000000', '{"text": "heron0000000000000000"}'],
  ])
}
