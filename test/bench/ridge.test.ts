import { Matrix, solve } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { solveRidge } from '../../bench/rivals/ridge.ts'
import { tfidfRidge } from '../../bench/rivals/tfidf-ridge.ts'
import { createRandom } from '../../src/math/index.ts'

describe('solveRidge', () => {
  it('agrees with the normal equations of the centred matrix', () => {
    const random = createRandom(5)
    const full = Array.from({ length: 8 }, () =>
      Array.from({ length: 12 }, () => (random.uniform() < 0.4 ? random.normal() : 0))
    )
    const y = full.map(() => random.normal())
    const x = {
      cols: 12,
      rows: full.map(row => {
        const columns = row.flatMap((v, j) => (v === 0 ? [] : [j]))
        return { columns, values: columns.map(j => row[j]) }
      })
    }
    const { weights, intercept } = solveRidge(x, y, 0.7)

    const matrix = new Matrix(full)
    const means = matrix.mean('column')
    const yMean = y.reduce((a, b) => a + b, 0) / y.length
    const centred = matrix.clone().subRowVector(means)
    const gram = centred.transpose().mmul(centred).add(Matrix.eye(12).mul(0.7))
    const expected = solve(gram, centred.transpose().mmul(Matrix.columnVector(y.map(v => v - yMean)))).to1DArray()
    expected.forEach((w, j) => {
      expect(weights[j]).toBeCloseTo(w, 7)
    })
    expect(intercept).toBeCloseTo(yMean - means.reduce((sum, m, j) => sum + m * expected[j], 0), 7)
  })
})

describe('tfidf-ridge', () => {
  it('learns what it is shown and gives probabilities that sum to 1', () => {
    const { answer, bytes } = tfidfRidge.train([
      { text: 'the match was won by the home team', label: 'sports' },
      { text: 'the team lost the cup match', label: 'sports' },
      { text: 'shares fell as the bank cut rates', label: 'business' },
      { text: 'the bank raised its profit forecast', label: 'business' }
    ])
    expect(answer('a match for the team').label).toBe('sports')
    expect(answer('bank profit').label).toBe('business')
    for (const text of ['', 'unseen words', 'bank']) {
      expect(answer(text).scores.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12)
    }
    expect(bytes()).toBeGreaterThan(0)
  })
})
