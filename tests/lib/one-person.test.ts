// Whatever happens, no two people are ever both let into one namespace.
import { describe, expect, test } from 'vitest'
import { Seeded } from '@/lib/demo/seeded'
import type { IdentityRules } from '@/lib/identities/candidates'
import { decideIdentity } from '@/lib/identities/decide'
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { admit } from '@/lib/store/identities/admission'
import { onEachDatabase } from '../support/databases'
import { type Decide, IdentityWorld } from '../support/identity-world'
import { emptyAudit } from '../support/stores'

const SEED = 20_261_128
const POPULATIONS = 20_000

const PATTERNS = [
  /^[a-z]+(?:[.-][a-z]+)*@x\.com$/u,
  /^[a-z]+(?:\.[a-z]+)*@x\.com$/u,
  /^[a-z]+(?:-[a-z]+)*@x\.com$/u,
  /^[a-z-]+$/u,
  /^[a-z.]+$/u,
  /^[^@]*@x[.-]com$/u,
  /^.*$/su,
]
const HOSTILE = [
  '',
  'a\u0000b',
  '\ud800',
  'b-at-x-com',
  'b@x-com',
  'b.at.x.com',
  'b-at-x.com',
  '.',
  '-',
  '@',
  '-at-',
  '%',
  'b_',
  'é-a',
  'e\u0301.a',
  'b\u202e-b',
]

/** A few ids of which many lead to one namespace. */
function populationOf(draw: Seeded): string[] {
  const stem = draw.pick(['jo.ann@x.com', 'b@x.com', 'a.b.c@x.com', 'a-at-b', 'jo-ann', 'b'])
  const twin = () => {
    const dashed = stem.replaceAll('-at-', '@').replace(/[.-]/g, () => draw.pick(['.', '-']))
    return draw.chance(0.2) ? dashed.replaceAll('@', draw.pick(['-at-', '.at.', '-at.'])) : dashed
  }
  const ids = Array.from({ length: draw.int(2, 4) }, () => (draw.chance(0.15) ? draw.pick(HOSTILE) : twin()))
  return [...new Set([stem, ...ids])]
}

function rulesOf(draw: Seeded, style: NamespaceStyle, population: readonly string[]): IdentityRules {
  // a directory knows everybody by name; a pattern, by form
  const listed = new Set(population.filter(() => draw.chance(0.6)))
  const pattern = draw.pick(PATTERNS)
  return { style, issuable: draw.chance(0.3) ? (id) => listed.has(id) : (id) => pattern.test(id) }
}

/**
 * Lives through a few days of one installation.
 * @returns two who were both let into one namespace that no administrator gave from one to the other; or null, and how often anybody was let in
 */
function live(draw: Seeded, decide: Decide): { both: string[] | null; admitted: number } {
  const style = draw.pick(['at', 'dots'] as const)
  const population = populationOf(draw)
  const world = new IdentityWorld(rulesOf(draw, style, population), decide)
  const inside = new Map<string, string>()
  let admitted = 0
  for (let step = draw.int(3, 12); step > 0; step--) {
    const id = draw.pick(population)
    const event = draw.next()
    if (event < 0.08) world.rules = rulesOf(draw, style, population)
    else if (event < 0.14) {
      world.bind(id, draw.pick(['idp', 'idp', 'other']))
      inside.delete(world.labelOf(id))
    } else if (event < 0.17) world.endBinding(world.labelOf(id))
    else {
      const decision = world.signIn(id)
      if (decision.state !== 'own') continue
      admitted++
      const before = inside.get(decision.label)
      if (before !== undefined && before !== id) return { both: [before, id], admitted }
      inside.set(decision.label, id)
    }
  }
  return { both: null, admitted }
}

/** @returns the first two found, and how many were let in until then */
function search(decide: Decide): { both: string[] | null; admitted: number } {
  const draw = new Seeded(SEED)
  let admitted = 0
  for (let round = 0; round < POPULATIONS; round++) {
    const life = live(draw, decide)
    admitted += life.admitted
    if (life.both !== null) return { both: life.both, admitted }
  }
  return { both: null, admitted }
}

test(`no two distinct ids are ever both let into one namespace (20,000 populations, seed ${SEED})`, () => {
  const { both, admitted } = search(decideIdentity)
  expect(both).toBeNull()
  expect(admitted, 'people are let in at all').toBeGreaterThan(20_000)
})

describe('the search finds a decision that', () => {
  test.each<[string, Decide]>([
    [
      'forgets who has signed in',
      (who, facts, rules) => decideIdentity(who, { ...facts, claimants: [], alarm: null }, rules),
    ],
    [
      'lets in whoever comes first',
      (who, facts, rules) => {
        const first = facts.claimants[0]?.userId === who.userId
        return decideIdentity(
          who,
          first ? { ...facts, claimants: [], alarm: null } : facts,
          first ? { ...rules, issuable: (id) => id === who.userId } : rules,
        )
      },
    ],
    [
      'takes today’s pattern for all that ever was',
      (who, { claimants, ...facts }, rules) =>
        decideIdentity(
          who,
          { ...facts, alarm: null, claimants: claimants.filter(({ userId }) => rules.issuable(userId)) },
          rules,
        ),
    ],
    [
      'does not lock others out of what is bound',
      (who, facts, rules) => {
        const decision = decideIdentity(who, facts, rules)
        return decision.state === 'unclear' && decision.why === 'bound-to-another'
          ? decideIdentity(who, { ...facts, binding: null, claimants: [] }, rules)
          : decision
      },
    ],
    [
      'does not enumerate',
      (who, facts, rules) =>
        decideIdentity(
          who,
          { ...facts, claimants: [], alarm: null },
          { ...rules, issuable: (id) => id === who.userId && rules.issuable(id) },
        ),
    ],
  ])('%s', (_, broken) => {
    expect(search(broken).both).not.toBeNull()
  })
})

onEachDatabase((use) => {
  test('the tables decide as the model does, step by step', async () => {
    const { pool } = use()
    const gate = { pool, pseudonymKey: 'key', namespaceRoot: 'user_memories' }
    const draw = new Seeded(SEED)
    for (let life = 0; life < 12; life++) {
      await emptyAudit(pool)
      await pool.query('truncate dashboard.claimant, dashboard.namespace_binding, dashboard.identity_alarm')
      const style = draw.pick(['at', 'dots'] as const)
      const population = populationOf(draw)
      const world = new IdentityWorld(rulesOf(draw, style, population))
      for (let step = 0; step < 8; step++) {
        const id = draw.pick(population)
        const event = draw.next()
        if (event < 0.15) world.rules = rulesOf(draw, style, population)
        else if (event < 0.25 && id.isWellFormed() && !id.includes('\u0000') && id !== '') {
          world.bind(id)
          await pool.query(
            'update dashboard.namespace_binding set ended_at = now(), ended_by = $2 where label = $1 and ended_at is null',
            [world.labelOf(id), 'root'],
          )
          await pool.query(
            `insert into dashboard.namespace_binding (label, issuer, user_id, evidence, proposed_by, proposed_at) values ($1, 'idp', $2, '', 'root', now())`,
            [world.labelOf(id), id],
          )
          await pool.query(
            'update dashboard.identity_alarm set ended_at = now() where label = $1 and ended_at is null',
            [world.labelOf(id)],
          )
        } else expect(await admit(gate, { issuer: 'idp', userId: id }, world.rules)).toEqual(world.signIn(id))
      }
      const alarms = await pool.query<{ label: string }>(
        'select label from dashboard.identity_alarm where ended_at is null',
      )
      const expected = [...world.facts].filter(([, { alarm }]) => alarm !== null).map(([label]) => label)
      expect(alarms.rows.map(({ label }) => label).sort()).toEqual(expected.sort())
    }
  })
})
