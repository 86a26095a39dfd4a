// Who was signed in while everything of theirs was forgotten is known until they are not any more: then their id goes too.
import { prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import type { MemoryStore } from '../memory-store'
import { holdsMemories } from '../namespaces'
import { inTransaction } from '../transaction'
import { FORGET_TABLES, WHO, whoValues } from './tables'

/** Tables that know somebody by being signed in. */
const OF_SIGNED_IN = ['claimant', 'person_name', 'pseudonym', 'session']

/** Run by the worker, after its work. Whoever has memories again is nobody who was forgotten. @returns how many were forgotten now */
export async function forgetTheForgotten(store: MemoryStore): Promise<number> {
  let forgotten = 0
  // whoever came back is passed over, however many they are
  for (let after: string | null = ''; after !== null; ) {
    const people = await nextPeople(store, after)
    for (const person of people) if (await forgetPerson(store, person)) forgotten++
    after = people.length < PORTION ? null : (people.at(-1)?.subject ?? null)
  }
  return forgotten
}

type Person = { subject: string; userId: string }

const PORTION = 100

async function nextPeople({ pool }: MemoryStore, after: string): Promise<Person[]> {
  const { rows } = await pool.query<Person>(
    `select distinct p.pseudonym collate "C" as subject, p.user_id as "userId"
       from dashboard.pseudonym p join dashboard.forget_request r on r.subject = p.pseudonym and r.scope = 'everything' and r.completed_at is not null
      where p.user_id is not null and p.pseudonym collate "C" > $1
        and not exists (select from dashboard.session s where s.user_id = p.user_id and s.ended_at is null and s.ends_at > now()
                           and s.last_seen_at > now() - interval '30 minutes')
        and not exists (select from dashboard.forget_request o where o.subject = r.subject and o.ended_at is null)
      order by 1 limit ${PORTION}`,
    [after],
  )
  return rows
}

async function forgetPerson(store: MemoryStore, { subject, userId }: Person): Promise<boolean> {
  const { pool, catalog, namespaceRoot, namespaceStyle } = store
  const label = sanitizeUserId(userId, namespaceStyle)
  const root = prefixOf([namespaceRoot, label])
  if (await holdsMemories(store, root)) return false
  await inTransaction(pool, async (client) => {
    for (const { name, table, ofPerson } of FORGET_TABLES)
      if (OF_SIGNED_IN.includes(name))
        await client.query(
          `with ${WHO} delete from ${table(catalog)} d where d.ctid = any(array(select t.ctid from ${table(catalog)} t, who where ${ofPerson}))`,
          whoValues({ root, label, subject, userId }),
        )
  })
  return true
}
