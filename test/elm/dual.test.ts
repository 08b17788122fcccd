import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type DualOptions,
  dualRows,
  predictKernelElm,
  type StopSignal,
  scoreRows,
  solveDual,
  trainKernelElm
} from '../../src/elm/index.ts'
import { type Dense, dense, multiplySparse, type Sparse, transposeSparse } from '../../src/math/index.ts'
import { anySeed, distance, randomDense, randomSparse, randomWeights } from '../math/matrices.ts'
import { anyHead, pick, pickNumbers, without } from './rows.ts'

const tight = { tolerance: 1e-11, maxEpochs: 20_000 } as const
const runs = { seed: 8, numRuns: 25 }

interface Problem {
  readonly x: Sparse
  readonly targets: Dense
  readonly sampleWeights: Float64Array
}

/** Sparse rows, an empty one among them, and targets between 0 and 1, most of them at an end. */
function problem(n: number, seed: number, outputs = 2): Problem {
  const x = randomSparse(n, 9, seed, 0.4)
  const data = randomWeights(n * outputs, seed + 1).map(v => (v > 1 ? 0.3 : v > 0 ? 1 : 0))
  const sampleWeights = randomWeights(n, seed + 2).map(v => 0.1 + Math.abs(v))
  return { x, targets: dense(n, outputs, data), sampleWeights }
}

const anyRidge = fc.constantFrom(0.1, 1, 5)
const anyOutputs = fc.constantFrom(1, 2, 4, 5)

test('the same machine as trainKernelElm with every row a landmark', () => {
  fc.assert(
    fc.property(anySeed, anyHead, anyRidge, anyOutputs, (seed, head, ridge, outputs) => {
      const { x, targets, sampleWeights } = problem(12, seed, outputs)
      const state = solveDual(x, targets, { ...tight, head, ridge, sampleWeights, seed })
      const { model, scores } = trainKernelElm([x], targets, { head, ridge, sampleWeights })
      expect(state.converged).toBe(true)
      expect(distance(multiplySparse(x, state.weights), scores)).toBeLessThan(1e-7)
      const fresh = randomSparse(5, 9, seed + 9)
      expect(distance(multiplySparse(fresh, state.weights), predictKernelElm(model, [fresh]))).toBeLessThan(1e-7)
    }),
    runs
  )
})

test('weights = Xᵀα/λ, wherever it stops', () => {
  fc.assert(
    fc.property(anySeed, anyHead, anyOutputs, fc.constantFrom(1, 3, 50), (seed, head, outputs, maxEpochs) => {
      const { x, targets } = problem(12, seed, outputs)
      const { alpha, weights, epochs } = solveDual(x, targets, { head, ridge: 0.5, maxEpochs })
      expect(epochs).toBeLessThanOrEqual(maxEpochs)
      const expected = multiplySparse(transposeSparse(x), alpha)
      expect(
        distance(
          dense(
            9,
            outputs,
            expected.data.map(v => v / 0.5)
          ),
          weights
        )
      ).toBeLessThan(1e-10)
    }),
    runs
  )
})

test('offsets: the machine for what an earlier one left; with the squared loss, of the targets minus the offsets', () => {
  fc.assert(
    fc.property(anySeed, anyRidge, (seed, ridge) => {
      const { x, targets, sampleWeights } = problem(12, seed)
      const offsets = randomDense(12, 2, seed + 5)
      const rest = dense(
        12,
        2,
        targets.data.map((t, i) => t - offsets.data[i])
      )
      const withOffsets = solveDual(x, targets, { ...tight, head: 'ridge', ridge, sampleWeights, offsets })
      const { scores } = trainKernelElm([x], rest, { ridge, sampleWeights })
      expect(distance(multiplySparse(x, withOffsets.weights), scores)).toBeLessThan(1e-7)
    }),
    runs
  )
})

test('logistic offsets: the gradient with them is zero', () => {
  const { x, targets, sampleWeights } = problem(12, 3)
  const offsets = randomDense(12, 2, 4)
  const { weights } = solveDual(x, targets, { ...tight, ridge: 0.5, sampleWeights, offsets })
  const own = multiplySparse(x, weights)
  const pull = dense(
    12,
    2,
    own.data.map((f, at) => {
      const p = 1 / (1 + Math.exp(-f - offsets.data[at]))
      return (sampleWeights[at >> 1] * (targets.data[at] - p)) / 0.5
    })
  )
  expect(distance(multiplySparse(transposeSparse(x), pull), weights)).toBeLessThan(1e-7)
})

test('a warm start with rows taken out is training without them', () => {
  fc.assert(
    fc.property(anySeed, anyHead, fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }), (seed, head, gone) => {
      const { x, targets, sampleWeights } = problem(12, seed)
      const options: DualOptions = { ...tight, head, ridge: 0.5 }
      const start = solveDual(x, targets, { ...options, sampleWeights })
      const before = structuredClone(start)
      const rest = without(12, gone)
      const masked = sampleWeights.map((w, i) => (gone.includes(i) ? 0 : w))
      const continued = solveDual(x, targets, { ...options, sampleWeights: masked, start })
      const { model } = trainKernelElm([pick(x, rest)], pick(targets, rest), {
        head,
        ridge: 0.5,
        sampleWeights: pickNumbers(sampleWeights, rest)
      })
      expect(distance(multiplySparse(x, continued.weights), predictKernelElm(model, [x]))).toBeLessThan(1e-7)
      for (const row of gone) expect(Array.from(pick(continued.alpha, [row]).data)).toEqual([0, 0])
      expect(start).toEqual(before)
    }),
    runs
  )
})

test('a warm start at the answer stops at once; one seed gives one answer, another the same to the tolerance', () => {
  const { x, targets } = problem(20, 6)
  const state = solveDual(x, targets, { ...tight, ridge: 0.2 })
  expect(solveDual(x, targets, { ridge: 0.2, start: state }).epochs).toBe(1)
  expect(solveDual(x, targets, { ...tight, ridge: 0.2 })).toEqual(state)
  const other = solveDual(x, targets, { ...tight, ridge: 0.2, seed: 1 })
  expect(other.weights).not.toEqual(state.weights)
  expect(distance(other.weights, state.weights)).toBeLessThan(1e-8)
})

test('nothing to learn from: weights stay zero and that is an answer', () => {
  const empty = {
    rows: 3,
    cols: 4,
    indptr: new Uint32Array(4),
    indices: new Uint32Array(0),
    values: new Float32Array(0)
  }
  const targets = dense(3, 2, Float64Array.of(1, 0, 0, 1, 1, 1))
  const zero = { alpha: dense(3, 2), weights: dense(4, 2), ridge: 1, epochs: 0, converged: true }
  expect(solveDual(empty, targets)).toEqual(zero)
  const { x } = problem(3, 1)
  const { weights, converged } = solveDual(x, targets, { sampleWeights: new Float64Array(3) })
  expect([converged, weights.data.every(v => v === 0)]).toEqual([true, true])
})

/** The same rows with columns of their own at the end of each, one for even rows, two for odd ones. */
function withOwnColumns(x: Sparse): Sparse {
  const indptr = [0]
  const indices: number[] = []
  const values: number[] = []
  let next = x.cols
  for (let i = 0; i < x.rows; i++) {
    for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) {
      indices.push(x.indices[p])
      values.push(x.values[p])
    }
    for (let own = 0; own <= i % 2; own++) {
      indices.push(next++)
      values.push(0.5 + (i % 3))
    }
    indptr.push(indices.length)
  }
  return {
    rows: x.rows,
    cols: next,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values)
  }
}

test('columns that one row alone has are columns like any other', () => {
  fc.assert(
    fc.property(anySeed, anyHead, anyOutputs, fc.constantFrom(1, 400), (seed, head, outputs, maxEpochs) => {
      const { x: shared, targets, sampleWeights } = problem(12, seed, outputs)
      const x = withOwnColumns(shared)
      expect(dualRows(x).own.every(v => v > 0)).toBe(true)
      const options = { head, ridge: 0.5, sampleWeights } as const
      const { alpha, weights, converged } = solveDual(x, targets, { ...options, tolerance: 1e-11, maxEpochs })
      const expected = multiplySparse(transposeSparse(x), alpha)
      for (let i = 0; i < expected.data.length; i++) expected.data[i] /= 0.5
      expect(distance(expected, weights)).toBeLessThan(1e-10)
      if (maxEpochs === 1) return
      expect(converged).toBe(true)
      const { scores } = trainKernelElm([x], targets, options)
      expect(distance(multiplySparse(x, weights), scores)).toBeLessThan(1e-7)
    }),
    runs
  )
})

test('a row of weight 0 is as if it had never been there, whatever else it has and after any number of epochs', () => {
  fc.assert(
    fc.property(
      anySeed,
      anyHead,
      fc.subarray([0, 1, 2, 3, 4, 5]),
      fc.constantFrom(1, 3),
      (seed, head, gone, maxEpochs) => {
        const { x: shared, targets, sampleWeights } = problem(12, seed)
        const x = withOwnColumns(shared)
        const rest = without(12, gone)
        const masked = sampleWeights.map((w, i) => (gone.includes(i) ? 0 : w))
        const options = { head, ridge: 0.5, maxEpochs, tolerance: 0 } as const
        const all = solveDual(x, targets, { ...options, sampleWeights: masked })
        const few = solveDual(pick(x, rest), pick(targets, rest), {
          ...options,
          sampleWeights: pickNumbers(sampleWeights, rest)
        })
        expect(distance(all.weights, few.weights)).toBeLessThan(1e-9)
      }
    ),
    runs
  )
})

test('rows made ready once are the same rows; their scores are the product', () => {
  fc.assert(
    fc.property(anySeed, anyOutputs, (seed, outputs) => {
      const { x: shared, targets } = problem(12, seed, outputs)
      const x = withOwnColumns(shared)
      const rows = dualRows(x)
      const state = solveDual(rows, targets, { ridge: 0.3, maxEpochs: 3 })
      expect(state).toEqual(solveDual(x, targets, { ridge: 0.3, maxEpochs: 3 }))
      expect(distance(scoreRows(rows, state), multiplySparse(x, state.weights))).toBeLessThan(1e-10)
    }),
    runs
  )
})

test('dual variables alone are a start, on rows that have changed too', () => {
  fc.assert(
    fc.property(anySeed, anyHead, anyOutputs, (seed, head, outputs) => {
      const { x: shared, targets, sampleWeights } = problem(12, seed, outputs)
      const x = withOwnColumns(shared)
      const { alpha, ridge } = solveDual(x, targets, { head, sampleWeights, ridge: 0.5 })
      const scaled = { ...x, values: x.values.map((v, p) => (x.indices[p] % 2 === 0 ? 2 * v : v)) }
      const options = { ...tight, head, sampleWeights, ridge } as const
      const one = solveDual(scaled, targets, { ...options, start: { alpha, ridge }, maxEpochs: 1 })
      const expected = multiplySparse(transposeSparse(scaled), one.alpha)
      for (let i = 0; i < expected.data.length; i++) expected.data[i] /= ridge
      expect(distance(expected, one.weights)).toBeLessThan(1e-9)
      const warm = solveDual(scaled, targets, { ...options, start: { alpha, ridge } })
      expect(distance(warm.weights, solveDual(scaled, targets, options).weights)).toBeLessThan(1e-7)
    }),
    runs
  )
})

test('a start at another λ is a start: weights stay Xᵀα/λ, and the answer is the same', () => {
  fc.assert(
    fc.property(anySeed, anyHead, fc.constantFrom(0.05, 4), (seed, head, ridge) => {
      const { x: shared, targets, sampleWeights } = problem(12, seed)
      const x = withOwnColumns(shared)
      const start = solveDual(x, targets, { head, sampleWeights, ridge: 0.5 })
      expect(start.ridge).toBe(0.5)
      const { alpha, weights } = solveDual(x, targets, { head, sampleWeights, ridge, start, maxEpochs: 1 })
      const expected = multiplySparse(transposeSparse(x), alpha)
      for (let i = 0; i < expected.data.length; i++) expected.data[i] /= ridge
      expect(distance(expected, weights)).toBeLessThan(1e-9)
      const warm = solveDual(x, targets, { ...tight, head, sampleWeights, ridge, start })
      const cold = solveDual(x, targets, { ...tight, head, sampleWeights, ridge })
      expect(distance(warm.weights, cold.weights)).toBeLessThan(1e-7)
    }),
    runs
  )
})

test('a signal stops it before an epoch, with its reason', () => {
  const { x, targets } = problem(12, 2)
  let looks = 0
  const signal: StopSignal = {
    get aborted() {
      return ++looks > 3
    },
    reason: new RangeError('enough')
  }
  const endless = { tolerance: 0, maxEpochs: 1000 } as const
  expect(() => solveDual(x, targets, { ...endless, signal })).toThrow('enough')
  expect(() => solveDual(x, targets, { signal: { aborted: true } })).toThrow(/^signal: /)
  const calm = { aborted: false }
  expect(solveDual(x, targets, { signal: calm })).toEqual(solveDual(x, targets))
})
