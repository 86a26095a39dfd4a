// What was forgotten does not come back: the agent's own stores, six sync and six async, write for a person while everything of theirs is erased.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { countAttempts, holdGuard, releaseGuard } from '@/lib/store/forgetting/guard'
import { removeGuardSql } from '@/lib/store/forgetting/guard-sql'
import { installGuard } from '@/lib/store/forgetting/guard-state'
import { listOwnForgets } from '@/lib/store/forgetting/own'
import { submitForget } from '@/lib/store/forgetting/submit'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import { findTables } from '@/lib/store/memory-store'
import { inTransaction } from '@/lib/store/transaction'
import { connectionString, onDatabase } from '../support/databases'
import { everything, SELF } from '../support/forgetting'
import { codePointEmbedder, storeWith, viewer } from '../support/stores'

/** Of each kind; the whole proof is made with FORGETS=1000. */
const FORGETS = Number(process.env.FORGETS ?? 50)
const EACH = 6

type Errors = Record<string, number>
type Writers = {
  isolation: (level: string) => Promise<Errors>
  write: (turn: number, label: string) => Promise<Errors>
  close: () => void
}

/** tests/interop/writers.py; commands are answered in order. */
function startWriters(url: string): Writers {
  const child = spawn(inject('agentPython') ?? '', ['tests/interop/writers.py', url, String(EACH)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting: ((errors: Errors) => void)[] = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(JSON.parse(line) as Errors))
  const ended = new Promise<never>((_, reject) => child.once('close', (code) => reject(new Error(`ended (${code})`))))
  ended.catch(() => {})
  const run = (command: object) => {
    const answered = new Promise<Errors>((resolve) => waiting.push(resolve))
    child.stdin.write(`${JSON.stringify(command)}\n`)
    return Promise.race([answered, ended])
  }
  return {
    isolation: (level) => run({ isolation: level }),
    write: (turn, label) => run({ turn, label }),
    close: () => child.stdin.end(),
  }
}

describe.skipIf(inject('agentPython') === null)('beside the agent’s own stores', () => {
  onDatabase('postgres', (use) => {
    let writers: Writers
    let turn = 0
    beforeAll(async () => {
      writers = startWriters(connectionString(use()))
      await writers.isolation('read committed') // and the tables are made
      const tables = await findTables(use().pool, 'public')
      await installGuard(use().pool, tables, 'skip', 'user_memories')
    })
    afterAll(() => writers?.close())

    /** @param isHeld otherwise it may meet an agent that locks the same rows the other way round, and tries again */
    const erase = async (root: string, isHeld: boolean): Promise<number> => {
      try {
        const { rowCount } = await use().pool.query(
          `delete from store where prefix = $1 or starts_with(prefix, $1 || '.')`,
          [root],
        )
        return rowCount ?? 0
      } catch (error) {
        if (isHeld || (error as { code?: string }).code !== '40P01') throw error
        return erase(root, isHeld)
      }
    }
    const left = async (root: string) => {
      const { rows } = await use().pool.query<{ rows: number; vectors: number }>(
        `select (select count(*)::int from store where prefix = $1 or starts_with(prefix, $1 || '.')) as rows,
                (select count(*)::int from store_vectors where prefix = $1 or starts_with(prefix, $1 || '.')) as vectors`,
        [root],
      )
      return rows[0] ?? { rows: -1, vectors: -1 }
    }
    const blocked = async () => {
      await countAttempts(use().pool)
      const { rows } = await use().pool.query<{ n: number }>(
        'select sum(blocked)::int as n from dashboard.forget_guard',
      )
      return rows[0]?.n ?? 0
    }

    /** Forgets one person after another, each while twelve write for them. */
    const forgetAll = async (isHeld: boolean, isEnough = (_left: number) => false) => {
      const met: Errors = {}
      const sum = { erased: 0, rows: 0, vectors: 0 }
      for (let at = 0; at < FORGETS && !isEnough(sum.rows); at++) {
        const label = `person-${at % 10}` // known to the guard, or new to it
        const root = `user_memories.${label}`
        const request = randomUUID()
        const writing = writers.write(++turn, label)
        await pause(at % 8)
        if (isHeld) await inTransaction(use().pool, (client) => holdGuard(client, { root }, request))
        sum.erased += await erase(root, isHeld)
        for (const [state, count] of Object.entries(await writing)) met[state] = (met[state] ?? 0) + count
        const { rows, vectors } = await left(root)
        sum.rows += rows
        sum.vectors += vectors
        if (isHeld) await inTransaction(use().pool, (client) => releaseGuard(client, { root }, request))
      }
      return { met, ...sum }
    }

    test('in read committed nothing is left, and nobody meets an error', { timeout: 600_000 }, async () => {
      const before = await blocked()
      const { met, erased, rows, vectors } = await forgetAll(true)
      expect({ met, rows, vectors }).toEqual({ met: {}, rows: 0, vectors: 0 })
      // both came first at times
      expect(erased).toBeGreaterThan(FORGETS)
      expect((await blocked()) - before).toBeGreaterThan(FORGETS)
      const kept = await use().pool.query(
        `select distinct (value ->> 'turn')::int as turn, (select count(*)::int from store_vectors where prefix = s.prefix) as vectors
           from store s where prefix = 'user_memories.bystander'`,
      )
      expect(kept.rows, 'in one batch with what was refused').toEqual([{ turn, vectors: 2 * EACH }])
    })

    test('in repeatable read nothing is left, and snapshots that are too old fail', { timeout: 600_000 }, async () => {
      await writers.isolation('repeatable read')
      const { met, erased, rows, vectors } = await forgetAll(true)
      await writers.isolation('read committed')
      expect({ met: Object.keys(met), rows, vectors }).toEqual({ met: ['40001'], rows: 0, vectors: 0 })
      expect(erased).toBeGreaterThan(FORGETS)
    })

    /** A request of each person for everything, carried out while twelve write for them. */
    const askForAll = async (isEnough: (states: Map<string, number>) => boolean) => {
      const store = await storeWith(use().pool, codePointEmbedder(4))
      const states = new Map<string, number>()
      const met: Errors = {}
      let kept = 0
      for (let at = 0; at < FORGETS && !isEnough(states); at++) {
        const person = viewer(store, `asking-${at}`)
        await writers.write(++turn, `asking-${at}`)
        await submitForget(person, everything({ stopRemembering: true }), SELF)
        const writing = writers.write(++turn, `asking-${at}`)
        await pause(at % 8)
        await runDueForgets(store, SELF)
        for (const [state, count] of Object.entries(await writing)) met[state] = (met[state] ?? 0) + count
        const [request] = await listOwnForgets(person)
        const state = request?.state ?? 'none'
        states.set(state, (states.get(state) ?? 0) + 1)
        const { rows, vectors } = await left(person.root)
        if (state === 'completed') kept += rows + vectors
      }
      return { met, states, kept }
    }

    test('requests for everything are completed, and nothing is left', { timeout: 600_000 }, async () => {
      const { met, states, kept } = await askForAll((states) => (states.get('completed') ?? 0) >= FORGETS / 5)
      expect({ met, states: [...states.keys()], kept }).toEqual({ met: {}, states: ['completed'], kept: 0 })
    })

    test('without the guard it comes back, and the check finds it', { timeout: 600_000 }, async () => {
      await use().pool.query(removeGuardSql(await findTables(use().pool, 'public')))
      const { rows } = await forgetAll(false, (left) => left > 0)
      expect(rows).toBeGreaterThan(0)
      const { states } = await askForAll((states) => states.has('failed'))
      expect(states.get('failed')).toBe(1)
    })
  })
})
