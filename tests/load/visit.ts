// What somebody does in the dashboard, one step at a time, and what each answer must be.
import { randomUUID } from 'node:crypto'
import type { Agent } from 'node:http'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { type ActionAnswer, type Answer, ask, callAction } from '../support/http'
import { BOTH, type Said } from './agent-writes'
import { CANARY, type Person, type Town, textOf, WORDS } from './town'

/** One request that was answered, or was not (`status` 0). */
export type Answered = { at: number; kind: string; ms: number; status: number; outcome: Outcome }
/** `refused`: by a limit, with a sentence. `conflict`: told that the agent wrote meanwhile. */
type Outcome = 'accepted' | 'refused' | 'conflict' | 'wrong'

export type Book = {
  answers: Answered[]
  /** What must not be, in words. */
  wrong: string[]
  /** Sent once more on a new connection, as browsers do where a kept one ended in the moment of sending. */
  sentAgain: number
  /** By `id` and key, what was accepted last; null: deleted. */
  said: Map<string, Said | { json: null; began: number; ended: number }>
  /** Changes that were accepted. */
  changes: number
}

export const newBook = (): Book => ({ answers: [], wrong: [], sentAgain: 0, said: new Map(), changes: 0 })

type Random = { below: (limit: number) => number; of: <T>(list: readonly T[]) => T }
type Step = (visit: Visit) => Promise<void>

/** Of a hundred steps: 60 look at lists, 20 search, 10 look at one memory, 10 change something. */
const STEPS: [number, Step][] = [
  [30, (visit) => visit.get('list', '/api/memories')],
  [10, (visit) => visit.turnPages()],
  [8, (visit) => visit.get('facets', '/api/facets?keys=&fields=')],
  [12, (visit) => visit.get('page', '/memories')],
  [14, (visit) => visit.get('search', `/api/memories?q=${visit.question()}`)],
  [4, (visit) => visit.get('search by words', `/api/memories?q=${visit.random.of(WORDS)}&by=words`)],
  [2, (visit) => visit.get('search as the agent', `/api/memories?q=${visit.question()}&by=agent`)],
  [5, (visit) => visit.get('one memory', `/api/memories/${visit.any()}`)],
  [2, (visit) => visit.get('its history', `/api/memories/${visit.any()}/history`)],
  [3, (visit) => visit.get('its page', `/memories/${visit.any()}`)],
  [7, (visit) => visit.edit(`note_${visit.random.below(20)}`)],
  [1, (visit) => visit.edit(BOTH)],
  [2, (visit) => visit.comeAndGo()],
]
const DRAWN = STEPS.flatMap(([weight, step]) => new Array<Step>(weight).fill(step))

export class Visit {
  readonly person: Person
  readonly random: Random
  readonly #town: Town
  readonly #book: Book
  #next: string | null = null

  constructor(town: Town, person: Person, book: Book, random: Random) {
    this.#town = town
    this.person = person
    this.#book = book
    this.random = random
  }

  step(): Promise<void> {
    return this.random.of(DRAWN)(this)
  }

  any = () => memoryId([], `note_${20 + this.random.below(this.person.memories - 20)}`)
  question = () => `${this.random.of(WORDS)}+${this.random.of(WORDS)}`

  async get(kind: string, path: string): Promise<void> {
    const answer = await this.#send(kind, (agent) =>
      ask(this.#town.url, path, { headers: { cookie: this.person.cookie }, agent }),
    )
    if (answer?.status === 200 && !answer.body.includes(this.person.canary) && kind !== 'its history')
      this.#wrong(`${kind}: not even one’s own in ${answer.body.slice(0, 300)}`)
    if (kind === 'list' && answer?.status === 200)
      this.#next = (JSON.parse(answer.body) as { next: string | null }).next
  }

  /** To the next page, or to the first one again after the last. */
  async turnPages(): Promise<void> {
    const after = this.#next
    this.#next = null
    await this.get('list', after === null ? '/api/memories' : `/api/memories?after=${encodeURIComponent(after)}`)
  }

  /** Opens a memory, thinks of another text and saves it. */
  async edit(key: string): Promise<void> {
    const answer = await this.#send('one memory', (agent) =>
      ask(this.#town.url, `/api/memories/${memoryId([], key)}`, { headers: { cookie: this.person.cookie }, agent }),
    )
    const memory = answer?.status === 200 ? (JSON.parse(answer.body) as Memory | null) : null
    if (memory === null) {
      if (answer?.status === 200 && key !== BOTH) this.#wrong(`${key} is missing`)
      return
    }
    await new Promise((done) => setTimeout(done, 200 + this.random.below(2_000)))
    const json = textOf(this.person.canary, 10_000 + this.random.below(1_000_000))
    await this.#change('edit', 'saveEdit', key, { id: memory.id, version: memory.version, json }, json)
  }

  /** Writes a memory, deletes it, and every other time takes the deletion back. */
  async comeAndGo(): Promise<void> {
    const key = `passing_${this.random.below(1_000_000_000)}`
    const json = textOf(this.person.canary, this.random.below(1_000_000))
    const made = await this.#change<Memory>('create', 'saveNew', key, { key, json }, json)
    if (made === undefined) return
    const { id, version } = made
    const removal = await this.#change<{ id: string }>('delete', 'remove', key, { id, version }, null)
    if (removal !== undefined && this.random.below(2) === 0)
      await this.#change('undo', 'undo', key, { removal: removal.id }, json)
  }

  async #change<T>(kind: string, name: string, key: string, args: object, json: string | null): Promise<T | undefined> {
    const began = Date.now()
    const operation = randomUUID()
    const answer = await this.#send(kind, (agent) =>
      callAction(this.#town.url, name, [{ operation, ...args }], {
        cookie: this.person.cookie,
        agent,
        page: kind === 'edit' ? `/memories/${memoryId([], key)}/edit` : undefined,
      }),
    )
    const value = (answer as ActionAnswer | undefined)?.value as { ok: boolean; value: T } | undefined
    if (value?.ok !== true) return
    this.#book.changes++
    this.#book.said.set(`${this.person.id} ${key}`, { json: json as string, began, ended: Date.now() })
    return value.value
  }

  async #send<A extends Answer>(kind: string, send: (agent: Agent | undefined) => Promise<A>): Promise<A | undefined> {
    const began = performance.now()
    const answer = await send(this.#town.agent)
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error
        this.#book.sentAgain++
        return send(undefined)
      })
      .catch((error: Error) => void this.#wrong(`${kind} was not answered: ${error.message}`))
    const outcome = answer === undefined ? 'wrong' : this.#judge(kind, answer)
    const ms = performance.now() - began
    this.#book.answers.push({ at: Date.now(), kind, ms, status: answer?.status ?? 0, outcome })
    return answer
  }

  #judge(kind: string, answer: Answer): Outcome {
    for (const [canary] of `${answer.body}${JSON.stringify(answer.headers)}`.matchAll(CANARY))
      if (canary !== this.person.canary) this.#wrong(`${kind} holds ${canary}, which is another’s`)
    const { value } = answer as Partial<ActionAnswer>
    const told = (kind in CHANGES ? value : answer.status === 200 ? undefined : jsonOf(answer.body)) as Told
    if (answer.status === 429 || told?.code === 'too-many') {
      if (!told?.sentence) this.#wrong(`${kind} was refused without a sentence`)
      return 'refused'
    }
    if (kind === 'edit' && told?.code === 'conflict') return 'conflict'
    if (answer.status === 200 && (!(kind in CHANGES) || told?.ok === true)) return 'accepted'
    this.#wrong(`${kind}: ${answer.status} ${answer.body.slice(0, 300)}`)
    return 'wrong'
  }

  #wrong(what: string): void {
    this.#book.wrong.push(`${this.person.id}, ${new Date().toISOString()}: ${what}`)
  }
}

type Told = { ok?: boolean; code?: string; sentence?: string } | undefined
const CHANGES = { edit: true, create: true, delete: true, undo: true }

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
