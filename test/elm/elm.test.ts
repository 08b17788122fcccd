import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Activation,
  hiddenFeatures,
  hiddenLayer,
  predictElm,
  predictKernelElm,
  trainElm,
  trainKernelElm
} from '../../src/elm/index.ts'
import { createRandom, dense, denseFromRows, type Matrix, sparseFromDense } from '../../src/math/index.ts'
import { anySeed, anySize, distance, randomDense, randomSparse, spreadColumns } from '../math/matrices.ts'
import { anyHead, asDense, table } from './rows.ts'

const FORMULAS: Readonly<Record<Activation, (x: number) => number>> = {
  linear: x => x,
  tanh: x => (Math.exp(2 * x) - 1) / (Math.exp(2 * x) + 1),
  relu: x => (x + Math.abs(x)) / 2,
  sigmoid: x => 1 / (1 + Math.exp(-x)),
  gelu: x => x / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
}
const anyActivation = fc.constantFrom(...(Object.keys(FORMULAS) as Activation[]))

/** What the documents say a layer draws. */
function drawn(seed: number, scale: number, j: number, units: number): number[] {
  const { uint32 } = createRandom((seed + Math.imul(j + 1, 0x9e3779b1)) >>> 0)
  return Array.from({ length: units }, () => Math.sqrt(3) * scale * (uint32() / 2 ** 31 - 1))
}

describe('the hidden layer', () => {
  test('is g(xA + b), of sparse rows and of dense, of few columns and of very many', () => {
    fc.assert(
      fc.property(anySize, fc.integer({ min: 1, max: 9 }), anyActivation, anySeed, (n, m, activation, seed) => {
        const rows = randomSparse(n, m, seed, 0.5)
        const far = spreadColumns(rows, 2 ** 20)
        const full = asDense(rows)
        const byFormula = (place: (j: number) => number, cols: number) => {
          const bias = drawn(seed, 0.7, cols, 5)
          const out = dense(n, 5)
          for (let i = 0; i < n; i++) {
            for (let u = 0; u < 5; u++) {
              let sum = bias[u]
              for (let j = 0; j < m; j++) sum += full.data[i * m + j] * drawn(seed, 0.7, place(j), 5)[u]
              out.data[i * 5 + u] = FORMULAS[activation](sum)
            }
          }
          return out
        }
        const settings = { units: 5, activation, scale: 0.7, seed }
        const h = hiddenFeatures(hiddenLayer(m, settings), full)
        expect(
          distance(
            h,
            byFormula(j => j, m)
          )
        ).toBeLessThan(1e-13)
        expect(hiddenFeatures(hiddenLayer(m, settings), rows)).toEqual(h)
        const stride = Math.floor(2 ** 20 / m)
        const wide = hiddenFeatures(hiddenLayer(2 ** 20, settings), far)
        expect(
          distance(
            wide,
            byFormula(j => j * stride + stride - 1, 2 ** 20)
          )
        ).toBeLessThan(1e-13)
      }),
      { seed: 4, numRuns: 60 }
    )
  })

  test('weights have mean 0 and the deviation asked for, and no two columns or seeds have the same', () => {
    const layer = hiddenLayer(40, { units: 1000, activation: 'linear', scale: 3 })
    const h = hiddenFeatures(layer, dense(1, 40, new Float64Array(40).fill(1 / Math.sqrt(40)))).data
    const mean = h.reduce((sum, x) => sum + x, 0) / 1000
    const variance = h.reduce((sum, x) => sum + x * x, 0) / 1000
    expect(Math.abs(mean)).toBeLessThan(0.5)
    // Of the inputs and of the biases, 9 each.
    expect(variance).toBeGreaterThan(15)
    expect(variance).toBeLessThan(21)
    const firsts = [0, 1, 2].flatMap(seed => Array.from({ length: 50 }, (_, j) => drawn(seed, 1, j, 1)[0]))
    expect(new Set(firsts).size).toBe(150)
  })
})

describe('the machine', () => {
  test('is the linear kernel machine on the hidden units', () => {
    fc.assert(
      fc.property(fc.constantFrom(5, 12, 30), anySeed, anyHead, anyActivation, (n, seed, head, activation) => {
        const { blocks, fresh, targets, sampleWeights } = table(n, seed)
        const settings = { units: 11, activation, seed }
        const common = { head, ridge: 0.4, sampleWeights, groups: [Uint32Array.of(0, 3), ...rest(n)] }
        const layer = hiddenLayer(blocks[0].cols, settings)
        const kernel = trainKernelElm([hiddenFeatures(layer, blocks[0])], targets, common)
        const { model, scores, leftOut } = trainElm(blocks[0], targets, { ...settings, ...common })
        expect(distance(scores, kernel.scores)).toBeLessThan(1e-6)
        expect(distance(leftOut, kernel.leftOut)).toBeLessThan(1e-5)
        const expected = predictKernelElm(kernel.model, [hiddenFeatures(layer, fresh[0])])
        expect(distance(predictElm(model, fresh[0]), expected)).toBeLessThan(1e-6)
        expect(distance(predictElm(model, blocks[0]), scores)).toBeLessThan(1e-6)
      }),
      { seed: 4, numRuns: 40 }
    )
  })

  test('regresses what no linear machine could', () => {
    const x = randomDense(200, 2, 1)
    const curve = ({ rows, data }: typeof x) =>
      dense(
        rows,
        1,
        Float64Array.from({ length: rows }, (_, i) => Math.sin(2 * data[2 * i]) * data[2 * i + 1])
      )
    const fresh = randomDense(100, 2, 2)
    const truth = curve(fresh)
    const left = (activation: Activation) => {
      const { model } = trainElm(x, curve(x), { units: 150, activation, ridge: 1e-4 })
      const answers = predictElm(model, fresh)
      const error = truth.data.reduce((sum, t, i) => sum + (t - answers.data[i]) ** 2, 0)
      return error / truth.data.reduce((sum, t) => sum + t * t, 0)
    }
    for (const activation of ['tanh', 'relu', 'sigmoid', 'gelu'] as const) expect(left(activation)).toBeLessThan(0.1)
    expect(left('linear')).toBeGreaterThan(0.5)
  })

  test('one row, twice the same row, and a row of zeros', () => {
    const target = denseFromRows([[1]])
    const layouts: readonly ((rows: number[][]) => Matrix)[] = [
      denseFromRows,
      rows => sparseFromDense(denseFromRows(rows))
    ]
    for (const layout of layouts) {
      const { model } = trainElm(layout([[1, 2]]), target, { units: 4, ridge: 1e-6 })
      expect(predictElm(model, layout([[1, 2]])).data[0]).toBeCloseTo(1, 4)
      const twice = trainElm(
        layout([
          [1, 2],
          [1, 2]
        ]),
        denseFromRows([[1], [1]]),
        { units: 4, ridge: 2e-6 }
      )
      expect(distance(twice.model.coefficients, model.coefficients)).toBeLessThan(1e-8)
      expect(trainElm(layout([[0, 0]]), target).scores.data[0]).toBeGreaterThan(0)
    }
  })
})

/** Rows 0 and 3 go together, all others alone. */
function rest(n: number): Uint32Array[] {
  return Array.from({ length: n }, (_, i) => i)
    .filter(i => i !== 0 && i !== 3)
    .map(i => Uint32Array.of(i))
}
