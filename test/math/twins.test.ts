import fc from 'fast-check'
import { CholeskyDecomposition } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import {
  cholesky,
  choleskySolve,
  createRandom,
  eigenSymmetric,
  expInPlace,
  gramOfColumns,
  gramOfRows,
  multiply,
  multiplyTransposed,
  outer,
  solveLowerInPlace,
  solveLowerTransposedInPlace
} from '../../src/math/index.ts'
import {
  anySeed,
  distance,
  fromMl,
  naiveProduct,
  poisonUpper,
  randomDefinite,
  randomDense,
  randomSymmetric,
  randomWeights,
  thrownBy,
  toMl
} from './matrices.ts'
import { bothRoutes } from './routes.ts'

// What runs on the compiled kernels and what runs in JavaScript give the same bits: sizes here are large enough for the kernels.

/** From a few tiles to some more, at any place in them. */
const size = fc.integer({ min: 20, max: 60 })

function expectSame(run: () => unknown): void {
  const [compiled, plain] = bothRoutes(run)
  expect(compiled).toEqual(plain)
}

test('dense products', () => {
  fc.assert(
    fc.property(size, size, size, anySeed, (n, d, k, seed) => {
      const a = randomDense(n, d, seed)
      const b = randomDense(d, k, seed + 1)
      const c = randomDense(k, d, seed + 2)
      const weights = randomWeights(n, seed + 3)
      expectSame(() => [
        multiply(a, b),
        multiplyTransposed(b, b),
        outer(a, c),
        gramOfRows(a),
        gramOfColumns(a, weights)
      ])
      expect(bothRoutes(() => multiply(a, b))[0]).toEqual(naiveProduct(a, b))
    }),
    { seed: 3, numRuns: 25 }
  )
})

test('thin ones too', () => {
  for (const k of [1, 3, 5, 6, 7, 8, 9]) {
    const a = randomDense(300, 200, k)
    const b = randomDense(200, k, 1)
    expectSame(() => [
      multiply(a, b),
      outer(a, randomDense(k, 200, 2)),
      outer(randomDense(k, 200, 3), a),
      multiplyTransposed(b, b)
    ])
  }
})

describe('Cholesky', () => {
  test('the factor and solutions with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.nat({ max: 20 }), anySeed, (n, k, seed) => {
        const a = randomDefinite(n, seed)
        const [l, plain] = bothRoutes(() => cholesky(poisonUpper(a)))
        expect(l).toEqual(plain)
        expect(distance(outer(l, l), a)).toBeLessThan(1e-10)
        for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(l.data[i * n + j]).toBe(0)
        const b = randomDense(n, k, seed + 1)
        const copy = () => ({ ...b, data: b.data.slice() })
        expectSame(() => [
          solveLowerInPlace(poisonUpper(l), copy()),
          solveLowerTransposedInPlace(poisonUpper(l), copy())
        ])
        const [x, plainX] = bothRoutes(() => choleskySolve(l, b))
        expect(x).toEqual(plainX)
        expect(distance(multiply(a, x), b)).toBeLessThan(1e-9)
      }),
      { seed: 2, numRuns: 20 }
    )
  })

  test('one right-hand side alone gives the bits it gives among many', () => {
    const l = cholesky(randomDefinite(90, 1))
    const b = randomDense(90, 40, 2)
    for (const solve of [solveLowerInPlace, solveLowerTransposedInPlace]) {
      const [together] = bothRoutes(() => solve(l, { ...b, data: b.data.slice() }))
      for (const j of [0, 7, 8, 39]) {
        const column = Float64Array.from({ length: 90 }, (_, i) => b.data[i * 40 + j])
        const alone = solve(l, { rows: 90, cols: 1, data: column }).data
        expect(Array.from(alone)).toEqual(Array.from(alone, (_, i) => together.data[i * 40 + j]))
      }
    }
  })

  test('a leading block has the factor that it has alone, though fewer rows go another way', () => {
    const n = 300
    const a = randomDefinite(n, 4)
    const [l] = bothRoutes(() => cholesky(a))
    for (const m of [1, 8, 23, 24, 31, 129]) {
      const block = {
        rows: m,
        cols: m,
        data: Float64Array.from({ length: m * m }, (_, p) => a.data[Math.floor(p / m) * n + (p % m)])
      }
      const rows = Array.from({ length: m }, (_, i) => Array.from(l.data.subarray(i * n, i * n + m)))
      for (const factor of bothRoutes(() => cholesky(block))) expect(Array.from(factor.data)).toEqual(rows.flat())
    }
    expect(distance(l, fromMl(new CholeskyDecomposition(toMl(a)).lowerTriangularMatrix))).toBeLessThan(1e-11)
  })

  test('the pivot that fails is the same', () => {
    for (const row of [0, 7, 8, 60, 130, 139]) {
      const a = randomDefinite(140, 5)
      a.data[row * 140 + row] = row % 2 === 0 ? -1 : Number.NaN
      const [error, plain] = bothRoutes(() => thrownBy(() => cholesky(a)))
      expect(error).toMatchObject({ name: 'NotPositiveDefiniteError', index: row })
      expect(error).toEqual(plain)
    }
  })
})

test('eigenvectors', () => {
  fc.assert(
    fc.property(fc.integer({ min: 13, max: 70 }), anySeed, (n, seed) => {
      const a = seed % 2 === 0 ? randomSymmetric(n, seed) : gramOfRows(randomDense(n, 5, seed))
      const [{ values, vectors }, plain] = bothRoutes(() => eigenSymmetric(poisonUpper(a)))
      expect({ values, vectors }).toEqual(plain)
      const scaled = multiply(vectors, {
        rows: n,
        cols: n,
        data: Float64Array.from({ length: n * n }, (_, p) => (p % (n + 1) === 0 ? values[p % n] : 0))
      })
      expect(distance(outer(scaled, vectors), a)).toBeLessThan(1e-11 * (1 + Math.abs(values[n - 1])))
    }),
    { seed: 6, numRuns: 25 }
  )
})

describe('exp', () => {
  const { normal, uniform } = createRandom(1)
  const special = [
    0,
    -0,
    1,
    -1,
    709.78,
    709.79,
    -708.4,
    -720,
    -745.1,
    -745.2,
    -746,
    -1e308,
    1e308,
    5e-324,
    -1 / 0,
    1 / 0,
    Number.NaN
  ]
  const numbers = Float64Array.from([
    ...special,
    ...Array.from({ length: 20_000 }, () => -30 * uniform()),
    ...Array.from({ length: 20_000 }, () => 1500 * (uniform() - 0.5)),
    ...Array.from({ length: 5_000 }, () => 1e-5 * normal())
  ])

  test('is the same on both routes, within a unit in the last place of Math.exp', () => {
    const [compiled, plain] = bothRoutes(() => expInPlace(numbers.slice()))
    expect(compiled).toEqual(plain)
    compiled.forEach((x, i) => {
      const expected = Math.exp(numbers[i])
      if (!Number.isFinite(expected) || expected === 0 || numbers[i] === 0) expect(x).toBe(expected)
      else expect(Math.abs(x - expected)).toBeLessThanOrEqual(Math.max(expected * 2 ** -52, 5e-324))
    })
  })

  test('changes nothing but what it was given, and gives a number alone its bits', () => {
    const whole = expInPlace(numbers.slice())
    const room = numbers.slice()
    const part = room.subarray(3, 1004)
    expect(bothRoutes(() => expInPlace(part.slice()))[0]).toEqual(whole.slice(3, 1004))
    expect(expInPlace(part)).toBe(part)
    expect([room.slice(0, 3), room.slice(1004)]).toEqual([numbers.slice(0, 3), numbers.slice(1004)])
    for (let i = 0; i < 200; i++) expect(expInPlace(numbers.slice(i, i + 1))[0]).toBe(whole[i])
    expect(expInPlace(new Float64Array(0))).toEqual(new Float64Array(0))
  })
})
