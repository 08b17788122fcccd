import type { Found } from './system.ts'

/**
 * Measures of a ranking by the definitions of `trec_eval`, for one query. What was not judged is not relevant. Each throws
 * RangeError where nothing is relevant, since the measure has no value there, and where a document was found twice.
 */

/** Grades of the relevant documents of a query by id; those of 0 or less count as not relevant. */
export type Grades = ReadonlyMap<string, number>

/**
 * nDCG at `k` (Järvelin and Kekäläinen 2002) as `ndcg_cut` has it: the gain of a document is its grade, divided by log2(rank + 1), ranks
 * from 1; over that of the best order of all that is relevant to the query, found or not.
 */
export function ndcgAt(k: number, found: Found, grades: Grades): number {
  const best = relevant(grades).sort((a, b) => b - a)
  const gains = topOf(k, found).map(id => Math.max(0, grades.get(id) ?? 0))
  return discounted(gains) / discounted(best.slice(0, k))
}

/** Recall at `k`: the share of what is relevant that is among the first `k`. */
export function recallAt(k: number, found: Found, grades: Grades): number {
  return topOf(k, found).filter(id => isRelevant(id, grades)).length / relevant(grades).length
}

/** The reciprocal rank of the first relevant document, 0 where none is among the first `k`. */
export function reciprocalRankAt(k: number, found: Found, grades: Grades): number {
  relevant(grades)
  const at = topOf(k, found).findIndex(id => isRelevant(id, grades))
  return at < 0 ? 0 : 1 / (at + 1)
}

const isRelevant = (id: string, grades: Grades) => (grades.get(id) ?? 0) > 0
const discounted = (gains: readonly number[]) => gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)

function relevant(grades: Grades): number[] {
  const above = [...grades.values()].filter(grade => grade > 0)
  if (above.length === 0) throw new RangeError('grades: expected a relevant document, got none')
  return above
}

function topOf(k: number, found: Found): Found {
  if (new Set(found).size !== found.length) {
    throw new RangeError(`found: expected each document once, got ${found.length - new Set(found).size} again`)
  }
  return found.slice(0, k)
}
