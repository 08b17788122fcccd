import fc from 'fast-check'
import { expect } from 'vitest'
import {
  createRandom,
  type Dense,
  dense,
  denseFromSparse,
  isSparse,
  type Matrix,
  sparseRows
} from '../../src/math/index.ts'
import { randomDense, randomSparse, thrownBy } from '../math/matrices.ts'

/** A small training set: two blocks, one sparse and one dense, and targets in [0, 1] that depend on them. */
export interface Table {
  readonly blocks: readonly Matrix[]
  readonly fresh: readonly Matrix[]
  readonly targets: Dense
  readonly sampleWeights: Float64Array
}

export function table(n: number, seed: number, outputs = 2): Table {
  const sparse = randomSparse(n + 5, 7, seed, 0.5)
  const full = randomDense(n + 5, 4, seed + 1)
  const random = createRandom(seed + 2)
  const targets = dense(n, outputs)
  for (let i = 0; i < n; i++) {
    for (let o = 0; o < outputs; o++) {
      const drift = full.data[i * 4 + (o % 4)] + 0.5 * random.normal()
      targets.data[i * outputs + o] = drift > 0 ? 1 : random.uniform() < 0.1 ? 0.25 : 0
    }
  }
  const old = Uint32Array.from({ length: n }, (_, i) => i)
  const late = Uint32Array.from({ length: 5 }, (_, i) => n + i)
  return {
    blocks: [pick(sparse, old), pick(full, old)],
    fresh: [pick(sparse, late), pick(full, late)],
    targets,
    sampleWeights: Float64Array.from({ length: n }, () => 0.2 + 2 * random.uniform())
  }
}

/** The rows listed, in that order. */
export function pick<M extends Matrix>(m: M, rows: ArrayLike<number>): M {
  if (isSparse(m)) return sparseRows(m, rows) as M
  const out = dense(rows.length, m.cols)
  for (let i = 0; i < rows.length; i++) {
    out.data.set(m.data.subarray(rows[i] * m.cols, (rows[i] + 1) * m.cols), i * m.cols)
  }
  return out as M
}

export function pickNumbers(values: Float64Array, rows: ArrayLike<number>): Float64Array {
  return Float64Array.from(rows, i => values[i])
}

/** Row numbers 0 … n − 1 without those listed. */
export function without(n: number, rows: ArrayLike<number>): number[] {
  const gone = new Set(Array.from(rows))
  return Array.from({ length: n }, (_, i) => i).filter(i => !gone.has(i))
}

export function asDense(m: Matrix): Dense {
  return isSparse(m) ? denseFromSparse(m) : m
}

export function rootMeanSquare(a: Dense, b: Dense): number {
  return Math.sqrt(a.data.reduce((sum, x, i) => sum + (x - b.data[i]) ** 2, 0) / a.data.length)
}

export const anyHead = fc.constantFrom('ridge' as const, 'logistic' as const)

/** Checks that `run` throws an error of this class with exactly this message. */
export function expectThrown(run: () => unknown, type: typeof RangeError | typeof TypeError, message: string): void {
  const error = thrownBy(run)
  expect((error as Error).message).toBe(message)
  expect(error).toBeInstanceOf(type)
}
