import fc from 'fast-check'
import { EigenvalueDecomposition } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import {
  type Dense,
  dense,
  denseFromRows,
  eigenSymmetric,
  gramOfColumns,
  gramOfRows,
  identity,
  multiply,
  outer
} from '../../src/math/index.ts'
import { diagonal, distance, randomDense, randomSymmetric, toMl } from './matrices.ts'

function largest(a: Dense): number {
  return a.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
}

/** Ascending values, VᵀV = I, V·diag(values)·Vᵀ = A, in units of the largest entry. Returns the values. */
function checkedValues(a: Dense, tolerance = 1e-13): number[] {
  const { values, vectors } = eigenSymmetric(a)
  const n = a.rows
  expect(values).toHaveLength(n)
  for (let i = 1; i < n; i++) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1])
  expect(distance(gramOfColumns(vectors), identity(n))).toBeLessThan(tolerance)
  const unit = largest(a) || 1
  const scaled = multiply(vectors, diagonal(Array.from(values, x => x / unit)))
  const expected = dense(
    n,
    n,
    a.data.map(x => x / unit)
  )
  expect(distance(outer(scaled, vectors), expected)).toBeLessThan(tolerance * Math.max(1, Math.sqrt(n)))
  return Array.from(values)
}

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

describe('known spectra', () => {
  test.each<[string, number[][], number[]]>([
    ['nothing', [], []],
    ['one', [[-3]], [-3]],
    [
      'zero',
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0]
      ],
      [0, 0, 0]
    ],
    [
      'a pair',
      [
        [2, 1],
        [1, 2]
      ],
      [1, 3]
    ],
    [
      'opposites',
      [
        [0, 1],
        [1, 0]
      ],
      [-1, 1]
    ],
    [
      'a chain',
      [
        [2, -1, 0],
        [-1, 2, -1],
        [0, -1, 2]
      ],
      [2 - Math.SQRT2, 2, 2 + Math.SQRT2]
    ],
    [
      'ones',
      [
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1]
      ],
      [0, 0, 0, 4]
    ]
  ])('%s', (_, rows, expected) => {
    const values = checkedValues(denseFromRows(rows))
    expect(values).toHaveLength(expected.length)
    values.forEach((x, i) => {
      expect(x).toBeCloseTo(expected[i], 14)
    })
  })

  test('a diagonal matrix gives its diagonal, sorted, and unit vectors', () => {
    const { values, vectors } = eigenSymmetric(diagonal([3, -1, 7, 0, 3]))
    expect(Array.from(values)).toEqual([-1, 0, 3, 3, 7])
    expect(Array.from(vectors.data, Math.abs).sort()).toEqual([...new Array(20).fill(0), ...new Array(5).fill(1)])
    expect(checkedValues(diagonal([3, -1, 7, 0, 3]))).toEqual([-1, 0, 3, 3, 7])
  })

  test('eigenvalues that repeat: a mirror has −1 once and 1 otherwise', () => {
    const n = 40
    const v = randomDense(n, 1, 3)
    const squared = v.data.reduce((sum, x) => sum + x * x, 0)
    const mirror = outer(v, v)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) mirror.data[i * n + j] = (i === j ? 1 : 0) - (2 * mirror.data[i * n + j]) / squared
    }
    const values = checkedValues(mirror)
    expect(values[0]).toBeCloseTo(-1, 13)
    for (let i = 1; i < n; i++) expect(values[i]).toBeCloseTo(1, 13)
  })

  test('rank 3 of 60: the other 57 are zero', () => {
    const values = checkedValues(gramOfRows(randomDense(60, 3, 4)))
    const top = values[59]
    for (let i = 0; i < 57; i++) expect(Math.abs(values[i]) / top).toBeLessThan(1e-14)
    expect(values[57] / top).toBeGreaterThan(0.1)
  })

  test("Wilkinson's W21+: pairs that agree to many digits come out as pairs", () => {
    const w = dense(21, 21)
    for (let i = 0; i < 21; i++) {
      w.data[i * 21 + i] = Math.abs(i - 10)
      if (i > 0) w.data[i * 21 + i - 1] = 1
      if (i < 20) w.data[i * 21 + i + 1] = 1
    }
    const values = checkedValues(w)
    // Wilkinson, The Algebraic Eigenvalue Problem, 5.45.
    expect(values[20]).toBeCloseTo(10.746194182903393, 12)
    expect(values[19]).toBeCloseTo(10.746194182903322, 12)
    expect(values[0]).toBeCloseTo(-1.1254415221199847, 12)
  })

  test('a graded matrix keeps its residual and its orthogonality', () => {
    const n = 20
    const a = randomSymmetric(n, 5)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a.data[i * n + j] *= 10 ** -((i + j) / 2)
    checkedValues(a)
    const turned = dense(n, n, a.data.slice().reverse())
    checkedValues(turned)
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
