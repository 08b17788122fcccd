import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quasiNewton } from '../../src/elm/quasi-newton.ts'
import { cholesky, choleskySolve, type Dense, dense, identity, multiply, rowOf } from '../../src/math/index.ts'
import { anySeed, distance, randomDefinite, randomDense } from '../math/matrices.ts'

interface Value {
  readonly value: number
  readonly slope: Float64Array
}

/** Goes down until there is nothing to do, at most so many steps: where that led, and how many were needed. */
function descend(lower: Dense, functions: readonly ((x: Float64Array) => Value)[], most = 200, tolerance = 1e-10) {
  const search = quasiNewton(lower, functions.length, tolerance)
  let steps = 0
  for (; steps < most && search.open.length > 0 && !search.stuck; steps++) {
    const found = functions.map((f, o) => f(rowOf(search.points, o).slice()))
    const slopes = dense(functions.length, lower.rows)
    found.forEach(({ slope }, o) => {
      slopes.data.set(slope, o * lower.rows)
    })
    search.advance(
      Float64Array.from(found, ({ value }) => value),
      slopes
    )
  }
  return { search, steps }
}

/** xᵀAx/2 − bᵀx */
const quadratic =
  (a: Dense, b: Float64Array) =>
  (x: Float64Array): Value => {
    const ax = multiply(a, dense(x.length, 1, x)).data
    return {
      value: x.reduce((sum, v, j) => sum + (v * ax[j]) / 2 - b[j] * v, 0),
      slope: ax.map((v, j) => v - b[j])
    }
  }

/** Σ log cosh(x_j − c_j) + x_j² / 200: flat far out, so that full steps overshoot. */
const cosh =
  (c: Float64Array) =>
  (x: Float64Array): Value => ({
    value: x.reduce((sum, v, j) => sum + Math.log(Math.cosh(v - c[j])) + v ** 2 / 200, 0),
    slope: x.map((v, j) => Math.tanh(v - c[j]) + v / 100)
  })

test('quadratic functions: the solution of A·x = b, in one step where P is A', () => {
  fc.assert(
    fc.property(anySeed, fc.constantFrom(1, 4, 15), (seed, r) => {
      const a = randomDefinite(r, seed)
      const b = randomDense(3, r, seed + 1)
      const functions = [0, 1, 2].map(o => quadratic(a, rowOf(b, o)))
      for (const metric of [a, identity(r)]) {
        const { search, steps } = descend(cholesky(metric), functions)
        expect(search.open).toEqual([])
        expect(distance(search.points, search.best())).toBe(0)
        for (let o = 0; o < 3; o++) {
          const expected = choleskySolve(cholesky(a), dense(r, 1, rowOf(b, o).slice()))
          expect(distance(dense(r, 1, rowOf(search.points, o).slice()), expected)).toBeLessThan(1e-7)
        }
        if (metric === a) expect(steps).toBe(2)
      }
    }),
    { seed: 1, numRuns: 30 }
  )
})

describe('functions that bend unevenly', () => {
  const centres = randomDense(4, 6, 5)
  const functions = [0, 1, 2, 3].map(o => cosh(rowOf(centres, o).map(v => 6 * v)))

  test('are minimised though full steps go too far', () => {
    // A metric far below the curvature: the first steps are a hundred times too long.
    const metric = identity(6)
    for (let p = 0; p < 36; p++) metric.data[p] *= 0.01
    for (const lower of [cholesky(metric), identity(6)]) {
      const { search } = descend(lower, functions)
      expect(search.open).toEqual([])
      for (let o = 0; o < 4; o++)
        for (const g of functions[o](rowOf(search.points, o)).slope) expect(Math.abs(g)).toBeLessThan(1e-8)
    }
  })

  test('go their own ways: each is where it would be alone, and waits there', () => {
    const together = descend(identity(6), functions)
    const steps = functions.map((f, o) => {
      const alone = descend(identity(6), [f])
      expect(rowOf(alone.search.points, 0)).toEqual(rowOf(together.search.points, o))
      return alone.steps
    })
    expect(new Set(steps).size).toBeGreaterThan(1)
    expect(together.steps).toBe(Math.max(...steps))
  })

  test('the best point so far is never worse than one before', () => {
    let last = functions.map(() => Number.POSITIVE_INFINITY)
    for (let most = 1; most < 12; most++) {
      const best = descend(identity(6), functions, most).search.best()
      const now = functions.map((f, o) => f(rowOf(best, o)).value)
      now.forEach((value, o) => {
        expect(value).toBeLessThanOrEqual(last[o] + 1e-12)
      })
      last = now
    }
  })
})

test('where slopes and values contradict each other it is stuck, at the best point', () => {
  const uphill = (x: Float64Array): Value => ({ value: -(x[0] ** 2), slope: Float64Array.of(1 + 2 * Math.abs(x[0])) })
  const lying = (x: Float64Array): Value =>
    x[0] === 0 ? { value: 0, slope: Float64Array.of(1) } : { value: 1, slope: Float64Array.of(-1) }
  const { search } = descend(identity(1), [lying])
  expect(search.stuck).toBe(true)
  expect(search.open).toEqual([0])
  expect(search.best()).toEqual(dense(1, 1))
  expect(descend(identity(1), [uphill], 5).search.stuck).toBe(false)
})

test('a function that begins at its minimum is left there', () => {
  const { search, steps } = descend(identity(2), [quadratic(identity(2), new Float64Array(2))])
  expect([steps, search.open, search.points]).toEqual([1, [], dense(1, 2)])
})
