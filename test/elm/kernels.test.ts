import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Kernel, type KernelTerm, kernelMatrix, predictKernelElm, trainKernelElm } from '../../src/elm/index.ts'
import { type Dense, dense } from '../../src/math/index.ts'
import { anySeed, distance, randomDense } from '../math/matrices.ts'
import { anyHead, asDense, pick, table } from './rows.ts'

const runs = { seed: 11, numRuns: 40 }

test('kernels are what their formulas say', () => {
  const x = randomDense(3, 4, 1)
  const z = randomDense(2, 4, 2)
  const formulas: readonly (readonly [Kernel, (a: number[], b: number[]) => number])[] = [
    [{ type: 'linear' }, inner],
    [{ type: 'cosine' }, (a, b) => inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b))],
    [{ type: 'rbf', gamma: 0.3 }, (a, b) => Math.exp(-0.3 * a.reduce((sum, v, j) => sum + (v - b[j]) ** 2, 0))],
    [{ type: 'rbf' }, (a, b) => Math.exp(-a.reduce((sum, v, j) => sum + (v - b[j]) ** 2, 0) / 4)],
    [
      { type: 'laplacian', gamma: 0.3 },
      (a, b) => Math.exp(-0.3 * a.reduce((sum, v, j) => sum + Math.abs(v - b[j]), 0))
    ],
    [{ type: 'polynomial' }, (a, b) => (inner(a, b) / 4 + 1) ** 3],
    [{ type: 'polynomial', gamma: 2, degree: 2, offset: 0.5 }, (a, b) => (2 * inner(a, b) + 0.5) ** 2]
  ]
  for (const [kernel, formula] of formulas) {
    const k = kernelMatrix(kernel, x, z)
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 2; j++) {
        const expected = formula(Array.from(pick(x, [i]).data), Array.from(pick(z, [j]).data))
        expect(k.data[i * 2 + j]).toBeCloseTo(expected, 12)
      }
    }
  }
})

function inner(a: number[], b: number[]): number {
  return a.reduce((sum, v, j) => sum + v * b[j], 0)
}

test('a sum of linear kernels is the kernel of blocks side by side, each scaled by the root of its weight', () => {
  fc.assert(
    fc.property(anySeed, anyHead, (seed, head) => {
      const { blocks, fresh, targets } = table(12, seed)
      const kernels: KernelTerm[] = [
        { kernel: { type: 'linear' }, weight: 0.3 },
        { kernel: { type: 'linear' }, weight: 2 }
      ]
      const joined = (rows: typeof blocks) =>
        sideBySide(asDense(rows[0]), Math.sqrt(0.3), asDense(rows[1]), Math.sqrt(2))
      const summed = trainKernelElm(blocks, targets, { kernels, head, ridge: 0.5 })
      const single = trainKernelElm([joined(blocks)], targets, { head, ridge: 0.5 })
      expect(distance(summed.scores, single.scores)).toBeLessThan(1e-8)
      expect(distance(summed.leftOut, single.leftOut)).toBeLessThan(1e-7)
      const predicted = predictKernelElm(summed.model, fresh)
      expect(distance(predicted, predictKernelElm(single.model, [joined(fresh)]))).toBeLessThan(1e-8)
    }),
    runs
  )
})

function sideBySide(a: Dense, scaleA: number, b: Dense, scaleB: number): Dense {
  const cols = a.cols + b.cols
  const out = dense(a.rows, cols)
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) out.data[i * cols + j] = scaleA * a.data[i * a.cols + j]
    for (let j = 0; j < b.cols; j++) out.data[i * cols + a.cols + j] = scaleB * b.data[i * b.cols + j]
  }
  return out
}
