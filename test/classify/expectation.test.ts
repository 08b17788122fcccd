import { describe, expect, test } from 'vitest'
import { explainRows } from '../../src/classify/expectation.ts'
import { gaussianScores } from '../../src/classify/gaussian.ts'
import { naiveBayesOfSums, naiveBayesWeights } from '../../src/classify/naive-bayes.ts'
import { denseRowsOf } from '../../src/classify/text-features.ts'
import { createRandom, dense, multiplySparse, transposeSparse } from '../../src/math/index.ts'
import { sparse } from './samples.ts'

describe('naive Bayes of sums', () => {
  test('is naive Bayes of the rows, for classes that share them', () => {
    const x = sparse([1, 0, 2], [0, 1, 1], [3, 0, 0], [0, 2, 1])
    const shares = dense(4, 3, Float64Array.of(1, 0, 0, 0, 1, 0, 0.25, 0.25, 0.5, 0, 0, 1))
    const sums = multiplySparse(transposeSparse(x), shares)
    const rows = naiveBayesWeights(x, shares, new Float64Array(4).fill(1))
    Array.from(naiveBayesOfSums(sums).data).forEach((w, i) => {
      expect(w).toBeCloseTo(rows.data[i], 12)
    })
  })
})

describe('Gaussian classes', () => {
  test('in one dimension are what the formula says', () => {
    const x = denseRowsOf(Float32Array.of(0, 2, 4, 6), 4, 1)
    const shares = dense(4, 2, Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1))
    // Means 1 and 5, variance 1 within both; of one direction shrinking takes nothing away.
    const { weights, bias } = gaussianScores(x, shares, new Float64Array(4).fill(1))
    expect(Array.from(weights.data)).toEqual([1, 5])
    expect(Array.from(bias)).toEqual([-0.5, -12.5])
  })

  test('of rows all alike do not fail', () => {
    const x = denseRowsOf(new Float32Array(12).fill(0.5), 4, 3)
    const shares = dense(4, 2, Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1))
    expect(Array.from(gaussianScores(x, shares, new Float64Array(4).fill(1)).weights.data).every(Number.isFinite)).toBe(
      true
    )
  })
})

test('two clouds with one example each are told apart by rows without labels', () => {
  const random = createRandom(4)
  const n = 80
  const values = new Float32Array(2 * n)
  // Clouds that are long across and near to each other: the examples alone would cut the wrong way.
  for (let i = 0; i < n; i++) {
    values[2 * i] = (i % 2 === 0 ? -0.3 : 0.3) + 0.05 * random.normal()
    values[2 * i + 1] = 0.3 * random.normal()
  }
  values.set([-0.3, 0.3, 0.3, -0.3])
  const ngrams = transposeSparse(sparse(...Array.from({ length: n }, () => [1])))
  const { vectors, shares } = explainRows(
    { ngrams, vectors: denseRowsOf(values, n, 2), targets: dense(2, 2, Float64Array.of(1, 0, 0, 1)) },
    Float64Array.of(1, 1),
    Float64Array.of(0.5, 0.5)
  )
  if (vectors === undefined) throw new Error('expected vectors')
  const { weights, bias } = vectors
  let right = 0
  for (let i = 0; i < n; i++) {
    const score = (c: number) => values[2 * i] * weights.data[c] + values[2 * i + 1] * weights.data[2 + c] + bias[c]
    if (score(1) > score(0) === (i % 2 === 1)) right++
  }
  expect(right / n).toBeGreaterThan(0.8)
  expect(shares[0] + shares[1]).toBeCloseTo(1, 12)
})
