import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inverseTransposed, solveFactored } from '../../src/elm/factored.ts'
import { featureSpace } from '../../src/elm/feature-space.ts'
import { fitHead } from '../../src/elm/head.ts'
import { kernelSpace } from '../../src/elm/kernel-space.ts'
import { type Loss, logisticLoss, sigmoid, squaredLoss } from '../../src/elm/losses.ts'
import { newtonFit, type Space } from '../../src/elm/newton.ts'
import { solveSmall } from '../../src/elm/solve-small.ts'
import {
  cholesky,
  choleskySolve,
  dense,
  denseFromRows,
  gramOfRows,
  identity,
  multiply,
  multiplyTransposed,
  solveLowerInPlace,
  transpose
} from '../../src/math/index.ts'
import { anySeed, distance, randomDefinite, randomDense, randomWeights } from '../math/matrices.ts'

const anyLoss = fc.constantFrom<Loss>(squaredLoss, logisticLoss)
const runs = { seed: 2, numRuns: 40 }

test('weights on features and coefficients on rows are one function', () => {
  fc.assert(
    fc.property(
      anySeed,
      anyLoss,
      fc.constantFrom(3, 10, 25),
      fc.constantFrom(1e-4, 0.1, 3),
      fc.boolean(),
      (seed, loss, r, ridge, grouped) => {
        const n = 12
        const phi = randomDense(n, r, seed)
        const targets = dense(
          n,
          2,
          randomWeights(2 * n, seed + 1).map(v => sigmoid(2 * v))
        )
        const weights = randomWeights(n, seed + 2).map((v, i) => (i === 4 ? 0 : Math.abs(v)))
        const groups = grouped ? [Uint32Array.of(0, 4, 5, 11), Uint32Array.of(1, 2, 3, 6, 7, 8, 9, 10)] : undefined
        const onFeatures = fitHead(featureSpace(phi, ridge), targets, weights, ridge, loss, groups)
        const onRows = fitHead(kernelSpace(gramOfRows(phi), ridge), targets, weights, ridge, loss, groups)
        expect(distance(onRows.scores, onFeatures.scores)).toBeLessThan(1e-6)
        expect(distance(multiplyTransposed(phi, onRows.coefficients), onFeatures.coefficients)).toBeLessThan(1e-5)
        expect(distance(multiply(phi, onFeatures.coefficients), onFeatures.scores)).toBeLessThan(1e-9)
        const size = 1 + Math.max(...onFeatures.leftOut.data.map(Math.abs))
        expect(distance(onRows.leftOut, onFeatures.leftOut) / size).toBeLessThan(1e-5)
      }
    ),
    runs
  )
})

test('a row that scores far on the wrong side, where the curvature is lost to rounding', () => {
  const phi = denseFromRows([
    [1, 0.1],
    [1000, 0],
    [0, 1],
    [1, 0.5]
  ])
  const targets = denseFromRows([[1], [0], [1], [1]])
  const weights = Float64Array.of(1, 1e-9, 1, 1)
  for (const groups of [undefined, [Uint32Array.of(1, 2), Uint32Array.of(0, 3)]]) {
    const onFeatures = fitHead(featureSpace(phi, 1e-2), targets, weights, 1e-2, logisticLoss, groups)
    const onRows = fitHead(kernelSpace(gramOfRows(phi), 1e-2), targets, weights, 1e-2, logisticLoss, groups)
    expect(onRows.scores.data[1]).toBeGreaterThan(745)
    expect(onRows.leftOut.data[1] - onRows.scores.data[1]).toBeGreaterThan(1e-3)
    for (let i = 0; i < 4; i++) expect(onRows.leftOut.data[i] / onFeatures.leftOut.data[i]).toBeCloseTo(1, 9)
  }
})

test('at the optimum the gradient is zero', () => {
  fc.assert(
    fc.property(anySeed, fc.constantFrom(0.001, 0.1, 3), (seed, ridge) => {
      const phi = randomDense(12, 8, seed)
      const targets = randomWeights(12, seed + 1).map(v => (v > 0 ? 1 : 0))
      const weights = randomWeights(12, seed + 2).map(Math.abs)
      const rows = { loss: logisticLoss, targets, weights }
      const { coefficients, scores, steps } = newtonFit(featureSpace(phi, ridge), rows, ridge, [])
      for (let j = 0; j < 8; j++) {
        let slope = ridge * coefficients[j]
        for (let i = 0; i < 12; i++) slope += weights[i] * (sigmoid(scores[i]) - targets[i]) * phi.data[i * 8 + j]
        expect(Math.abs(slope)).toBeLessThan(1e-8)
      }
      expect(steps).toBeLessThan(15)
    }),
    runs
  )
})

test('a space whose steps do not descend is an error that names λ', () => {
  const rows = { loss: logisticLoss, targets: Float64Array.of(1, 0), weights: Float64Array.of(1, 1) }
  const honest = kernelSpace(identity(2), 0.5)
  const uphill: Space = {
    ...honest,
    factor: curvature => {
      const factor = honest.factor(curvature)
      return {
        ...factor,
        step: (gradient, x) => {
          const { change, scores } = factor.step(gradient, x)
          return { change: change.map(v => -v), scores: scores.map(v => -v) }
        }
      }
    }
  }
  expect(() => newtonFit(uphill, rows, 0.5, [])).toThrow(
    /^ridge: expected a value that the kernel does not dwarf, got 0\.5, and so no step that lowers the objective/
  )
})

test('the squared loss factors once for all outputs; the logistic loss shares its first factor', () => {
  const phi = randomDense(10, 10, 1)
  const targets = dense(
    10,
    3,
    randomWeights(30, 2).map(v => sigmoid(v))
  )
  const weights = new Float64Array(10).fill(1)
  const count = (loss: Loss) => {
    const space = kernelSpace(gramOfRows(phi), 1)
    let factors = 0
    const counting = {
      ...space,
      factor: (curvature: Float64Array) => {
        factors++
        return space.factor(curvature)
      }
    }
    fitHead(counting, targets, weights, 1, loss, undefined)
    return factors
  }
  const alone = (o: number) => {
    const column = targets.data.filter((_, at) => at % 3 === o)
    return newtonFit(kernelSpace(gramOfRows(phi), 1), { loss: logisticLoss, targets: column, weights }, 1, []).steps
  }
  expect(count(squaredLoss)).toBe(1)
  expect(count(logisticLoss)).toBe(alone(0) + alone(1) + alone(2) - 2)
})

test('losses: derivatives are those of the value, and the curvature never vanishes', () => {
  for (const loss of [squaredLoss, logisticLoss]) {
    for (const t of [0, 0.3, 1]) {
      for (const f of [-30, -3, -0.1, 0, 2, 20]) {
        const h = 1e-4
        const slope = (loss.value(t, f + h) - loss.value(t, f - h)) / (2 * h)
        expect(loss.gradient(t, f)).toBeCloseTo(slope, 6)
        const bend = (loss.gradient(t, f + h) - loss.gradient(t, f - h)) / (2 * h)
        expect(loss.curvature(t, f)).toBeCloseTo(bend, 6)
      }
    }
  }
  for (const f of [-1e300, -800, -40, 40, 800, 1e300]) {
    expect(logisticLoss.curvature(0, f)).toBeGreaterThan(0)
    expect(logisticLoss.value(0, f)).toBe(Math.max(f, 0) + Math.log1p(Math.exp(-Math.abs(f))))
  }
})

test('triangles: as the solvers of src/math', () => {
  fc.assert(
    fc.property(fc.nat({ max: 14 }), anySeed, (n, seed) => {
      const l = cholesky(randomDefinite(n, seed))
      expect(distance(inverseTransposed(l), transpose(solveLowerInPlace(l, identity(n))))).toBeLessThan(1e-13)
      const b = randomWeights(n, seed + 1)
      const expected = choleskySolve(l, dense(n, 1, b.slice()))
      expect(distance(dense(n, 1, solveFactored(l, b)), expected)).toBeLessThan(1e-12)
    }),
    runs
  )
})

test('a small system: solved with pivoting, refused when singular', () => {
  const a = denseFromRows([
    [0, 2, 1],
    [1, 0, 0],
    [3, 1, 2]
  ])
  expect(Array.from(solveSmall(a, Float64Array.of(7, 1, 11)))).toEqual([1, 2, 3].map(v => expect.closeTo(v, 12)))
  expect(() => solveSmall(denseFromRows([[1e-15]]), Float64Array.of(1))).toThrow(
    'ridge: expected a value large enough to leave rows out at, got pivot 1e-15'
  )
})
