import { createRandom, type Dense, type FloatArray } from '../../src/math/index.ts'
import type { Rival } from './library.ts'

/** A computation, by ours and by rivals. */
export interface Operation {
  readonly name: string
  readonly title: string
  /** Floating point operations, multiplications and additions counted apart. */
  readonly flops: number
  /** What it is called in `bench/native/kernels.py`. */
  readonly native: 'gemm' | 'syrk' | 'cholesky' | 'solve' | 'exp'
  /** The largest error that a result may have. */
  readonly most: number
  readonly prepare: () => Prepared
}

/** A computation on its numbers. */
export interface Prepared {
  readonly matrices: Readonly<Record<string, Dense<FloatArray>>>
  readonly ours: () => FloatArray
  readonly rival?: Rival
  /** How far a result is off, relative to the largest number in it. */
  readonly error: (result: FloatArray) => number
}

/** Seeded normal numbers, (rows, cols). */
export function normals<A extends FloatArray>(
  make: (length: number) => A,
  rows: number,
  cols: number,
  seed: number
): Dense<A> {
  const random = createRandom(seed)
  const data = make(rows * cols)
  for (let p = 0; p < data.length; p++) data[p] = random.normal()
  return { rows, cols, data }
}

export const f32 = (length: number) => new Float32Array(length)
export const f64 = (length: number) => new Float64Array(length)

/** Aᵀ, A (n, n). */
export const transposeOf = (a: Float64Array, n: number) => a.map((_, p) => a[(p % n) * n + Math.floor(p / n)])
