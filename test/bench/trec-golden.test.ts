import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ndcgAt, recallAt, reciprocalRankAt } from '../../bench/retrieval/trec.ts'

type ByDepth = Readonly<Record<string, number>>

interface Golden {
  readonly cases: readonly {
    readonly found: readonly string[]
    readonly grades: Readonly<Record<string, number>>
    readonly ndcg: ByDepth
    readonly recall: ByDepth
    readonly reciprocal_rank: ByDepth
  }[]
}

const file = new URL('../../fixtures/golden/bench/retrieval.json', import.meta.url)
const golden: Golden = JSON.parse(readFileSync(file, 'utf8'))

test('agrees with scikit-learn and plain loops (tools/golden/retrieval_golden.py)', () => {
  expect(golden.cases).toHaveLength(30)
  for (const { found, grades, ...expected } of golden.cases) {
    const byId = new Map(Object.entries(grades))
    for (const k of [1, 5, 10, 20]) {
      expect(ndcgAt(k, found, byId)).toBeCloseTo(expected.ndcg[k], 12)
      expect(recallAt(k, found, byId)).toBeCloseTo(expected.recall[k], 12)
      expect(reciprocalRankAt(k, found, byId)).toBeCloseTo(expected.reciprocal_rank[k], 12)
    }
  }
})
