import fc from 'fast-check'
import { EigenvalueDecomposition } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import { type Dense, dense, eigenSymmetric, identity } from '../../src/math/index.ts'
import { checkedValues, largest } from './eigen-check.ts'
import { diagonal, randomSymmetric, toMl } from './matrices.ts'

test('random matrices of every small size, many zeros and repeats among their entries', () => {
  const entry = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -1e3, max: 1e3, noNaN: true }))
  const anySymmetric = fc
    .nat({ max: 12 })
    .chain(n => fc.array(entry, { minLength: n * n, maxLength: n * n }).map(entries => symmetric(n, entries)))
  fc.assert(
    fc.property(anySymmetric, a => {
      checkedValues(a)
    }),
    { seed: 10, numRuns: 300 }
  )
})

test('entries of every magnitude beside larger ones: squares that vanish cost no orthogonality', () => {
  const entry = fc
    .tuple(fc.constantFrom(-1, 0, 1), fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -320, max: 0 }))
    .map(([sign, digits, exponent]) => sign * digits * 10 ** exponent)
  const anyGraded = fc
    .integer({ min: 1, max: 9 })
    .chain(n => fc.array(entry, { minLength: n * n, maxLength: n * n }).map(entries => symmetric(n, entries)))
  fc.assert(
    fc.property(anyGraded, a => {
      fc.pre(largest(a) > 1e-290)
      checkedValues(a)
    }),
    { seed: 11, numRuns: 500 }
  )
})

function symmetric(n: number, entries: readonly number[]): Dense {
  const out = dense(n, n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) out.data[i * n + j] = entries[Math.max(i, j) * n + Math.min(i, j)]
  return out
}

describe('against ml-matrix', () => {
  test.each([60, 61])('values of a random %d × %d', n => {
    const a = randomSymmetric(n, n)
    const values = checkedValues(a)
    const expected = new EigenvalueDecomposition(toMl(a), { assumeSymmetric: true }).realEigenvalues.sort(
      (x, y) => x - y
    )
    values.forEach((x, i) => {
      expect(Math.abs(x - expected[i])).toBeLessThan(1e-9)
    })
  })

  test('vectors of a random 60 × 60, up to sign', () => {
    const a = randomSymmetric(60, 1)
    const { vectors } = eigenSymmetric(a)
    const theirs = new EigenvalueDecomposition(toMl(a), { assumeSymmetric: true })
    const order = theirs.realEigenvalues
      .map((_, i) => i)
      .sort((i, j) => theirs.realEigenvalues[i] - theirs.realEigenvalues[j])
    order.forEach((from, to) => {
      let dot = 0
      for (let i = 0; i < 60; i++) dot += vectors.data[i * 60 + to] * theirs.eigenvectorMatrix.get(i, from)
      expect(Math.abs(Math.abs(dot) - 1)).toBeLessThan(1e-9)
    })
  })
})

test('a power of two in front of A is one in front of its values, to the last bit, at any scale', () => {
  const a = randomSymmetric(12, 6)
  const { values, vectors } = eigenSymmetric(a)
  for (const factor of [2 ** -900, 2 ** -30, 2 ** 900]) {
    const scaled = eigenSymmetric(
      dense(
        12,
        12,
        a.data.map(x => x * factor)
      )
    )
    expect(scaled.values).toEqual(values.map(x => x * factor))
    expect(scaled.vectors).toEqual(vectors)
  }
  expect(Array.from(eigenSymmetric(diagonal([1, Number.MAX_VALUE])).values)).toEqual([1, Number.MAX_VALUE])
  expect(Array.from(eigenSymmetric(diagonal([Number.MIN_VALUE, 0])).values)).toEqual([0, Number.MIN_VALUE])
})

test('only the lower triangle is read, the input stays as it was, and twice is the same', () => {
  const a = randomSymmetric(15, 7)
  const lower = dense(15, 15, a.data.slice())
  for (let i = 0; i < 15; i++) for (let j = i + 1; j < 15; j++) lower.data[i * 15 + j] = Number.NaN
  const before = lower.data.slice()
  expect(eigenSymmetric(lower)).toEqual(eigenSymmetric(a))
  expect(lower.data).toEqual(before)
})

test('what is not square or not finite is refused', () => {
  expect(() => eigenSymmetric(dense(3, 2))).toThrow(new RangeError('matrix: expected square, got 3 × 2'))
  for (const bad of [Number.NaN, 1 / 0, -1 / 0]) {
    const a = identity(4)
    a.data[2 * 4 + 1] = bad
    expect(() => eigenSymmetric(a)).toThrow(new RangeError(`matrix[2][1]: expected a finite number, got ${bad}`))
  }
})
