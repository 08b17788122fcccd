import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Dense, FloatArray } from '../../src/math/index.ts'

/** A rival in this process. */
export interface Rival {
  readonly name: string
  readonly run: () => unknown
  /** The numbers of what it ran to last, row by row. */
  readonly result: () => FloatArray
}

export const ML_MATRIX = 'ml-matrix'
export const MATH_EXP = 'Math.exp'

const matrixOf = ({ rows, cols, data }: Dense<FloatArray>) => Matrix.from1DArray(rows, cols, Array.from(data))

function library(compute: () => Matrix): Rival {
  let last = new Matrix(0, 0)
  return {
    name: ML_MATRIX,
    run: () => {
      last = compute()
    },
    result: () => Float64Array.from(last.to1DArray())
  }
}

/** A·B by ml-matrix. */
export function libraryProduct(a: Dense<FloatArray>, b: Dense<FloatArray>): Rival {
  const [left, right] = [matrixOf(a), matrixOf(b)]
  return library(() => left.mmul(right))
}

/** A·Aᵀ by ml-matrix, the transpose made once. */
export function librarySquare(a: Dense<FloatArray>): Rival {
  const left = matrixOf(a)
  const right = left.transpose()
  return library(() => left.mmul(right))
}

/** The Cholesky factor by ml-matrix. */
export function libraryCholesky(a: Dense): Rival {
  const matrix = matrixOf(a)
  return library(() => new CholeskyDecomposition(matrix).lowerTriangularMatrix)
}

/** e^x by the engine's own function. */
export function engineExp(row: Float64Array): Rival {
  const out = new Float64Array(row.length)
  const run = () => {
    for (let i = 0; i < row.length; i++) out[i] = Math.exp(row[i])
  }
  return { name: MATH_EXP, run, result: () => out }
}
