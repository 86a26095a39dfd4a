// Whether anything answers at all: the closest memory beside how close this person's memories lie to each other, and the question's words.
import type { Catalog } from '../catalog'
import { COUNTS } from './fusion'
import { LEAST_DEVIATION, type Spread } from './reading'

/** So many memories are compared with each other: the mean and deviation of their 496 pairs lie close to those of all. */
const SAMPLE = 32

/** From fewer pairs nothing can be told, and nothing is said. */
const LEAST_PAIRS = 3

/**
 * CTEs over `near` (see rankedSql): `own` has one row, `pairs, mean, deviation` of the distances between memories of the person. Which
 * are compared hangs on their keys alone. Through the array each vector is read once, not once a pair.
 */
export const ownSql = ({ vectors, cosine }: Pick<Catalog, 'vectors' | 'cosine'>) => `sample as materialized (
    select embedding, row_number() over () as at
      from unnest(array(
        select e.embedding
          from (select prefix, key from near where distance <> 'NaN' order by hashtext(key), prefix, key limit ${SAMPLE}) n
         cross join lateral (
           select v.embedding from ${vectors} v
            where v.prefix = n.prefix and v.key = n.key and v.embedding is not null order by v.field_name limit 1
         ) e
      )) as drawn (embedding)
  ), own as (
    select count(distance)::int as pairs, avg(distance) as mean, stddev_pop(distance) as deviation
      from (select nullif(a.embedding ${cosine} b.embedding, 'NaN') as distance
              from sample a join sample b on a.at < b.at) pair
  )`

/** {@link ownSql} where nobody asks. */
export const NO_OWN = 'own as (select 0 as pairs, null::float8 as mean, null::float8 as deviation)'

/** So far below the closest of as many chance draws, in deviations, an answer seldom lies (tuned on evaluation/). */
const BELOW_CHANCE = 0.8

/** By meaning alone, without the words to speak for it, an answer may lie lower. */
const BELOW_CHANCE_ALONE = 1.3

/** So many deviations the words of the whole question are worth as an answer. */
const WHOLE = 8

/** Half of the question is worth less than half of that: other words may be meant, as in a paraphrase. */
const POWER = 1.5

const worthOf = (coverage: number): number => WHOLE * coverage ** POWER

export type Best = {
  /** Cosine similarity of the closest memory; null: none has one. */
  score: number | null
  /** The most that one memory covers of the question's weight by its words; null: words were not compared. */
  coverage: number | null
}

/**
 * Whether the best of `count` compared memories is more than chance would bring: of n normal draws the highest lies about
 * sqrt(2 ln n) deviations above the mean. How often that is wrong is in docs/evaluation.md.
 * @param own of the similarities between memories of the person; its `count` is that of the pairs
 */
export function standsOut({ score, coverage }: Best, count: number, own: Spread): boolean {
  if (score === null) return (coverage ?? 0) >= COUNTS
  if (own.count < LEAST_PAIRS || own.deviation <= LEAST_DEVIATION) return true
  const above = (score - own.mean) / own.deviation
  const chance = Math.sqrt(2 * Math.log(count))
  return coverage === null ? above >= chance - BELOW_CHANCE_ALONE : above + worthOf(coverage) >= chance - BELOW_CHANCE
}
