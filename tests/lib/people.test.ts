// The list of people, against a plain model of the same rows: what is counted, found, sorted and paged, and what is never told.
import { beforeEach, describe, expect, test } from 'vitest'
import { EVERYONE, PEOPLE_SORTS, type PeopleFilter, type PeopleSort } from '@/lib/shared/people'
import type { MemoryStore } from '@/lib/store/memory-store'
import { listPeople, type PeoplePage } from '@/lib/store/people-list'
import { startSession } from '@/lib/store/sessions'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import {
  CANARIES,
  MODEL_RULES,
  type ModelPerson,
  type ModelRow,
  manyRows,
  ODD_LABELS,
  peopleIn,
  writeRows,
} from '../support/people-model'
import { auditor } from '../support/staff'
import { auditOf, codeOf } from '../support/stores'

const ROWS = manyRows()
const PEOPLE = peopleIn(ROWS)

onEachDatabase((use) => {
  let store: MemoryStore
  eachTimeEmpty(use, {}, (emptied) => {
    store = emptied.store
  })
  beforeEach(() => writeRows(store, ROWS))

  const list = (
    asked: { limit?: number; sort?: PeopleSort; after?: string; before?: string; filter?: Partial<PeopleFilter> } = {},
    rules = {},
  ) =>
    listPeople(
      auditor(store),
      store,
      { ...MODEL_RULES, ...rules },
      {
        ...{ limit: 100, sort: 'id' as const, timeZone: 'UTC', ...asked },
        filter: { ...EVERYONE, ...asked.filter },
      },
    )
  const labels = ({ people }: PeoplePage) => people.map(({ label }) => label)
  const only = (keep: (person: ModelPerson) => boolean) => PEOPLE.filter(keep).map(({ label }) => label)
  const sum = (of: (person: ModelPerson) => number | undefined) =>
    PEOPLE.reduce((total, one) => total + (of(one) ?? 0), 0)

  test('everybody is there once, by id, with what the model counts', async () => {
    const page = await list()
    expect(
      page.people.map(({ label, memories, lastChange, unsearchable, stale }) => ({
        label,
        memories,
        last: lastChange,
        unsearchable,
        stale,
      })),
    ).toEqual(
      PEOPLE.map(({ label, memories, last, unsearchable, stale }) => ({ label, memories, last, unsearchable, stale })),
    )
    expect(page.total).toEqual({ people: PEOPLE.length, memories: ROWS.length })
    expect([page.from, page.previous, page.next]).toEqual([1, null, null])
    expect(page.warnings).toMatchObject({
      unsearchable: only(({ unsearchable }) => unsearchable > 0).length,
      stale: only(({ stale }) => stale > 0).length,
    })
  })
})
