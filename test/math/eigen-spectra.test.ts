import { expect, test } from 'vitest'
import { dense, denseFromRows, eigenSymmetric, gramOfRows, outer } from '../../src/math/index.ts'
import { checkedValues } from './eigen-check.ts'
import { diagonal, randomDense, randomSymmetric } from './matrices.ts'

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
