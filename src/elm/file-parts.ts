import { type Dense, dense } from '../math/index.ts'
import { ModelFormatError, type ModelRecord, type Tensor, tensor, tensorOf } from '../model/index.ts'

// What the readers and writers of this room's files share.

/** A matrix as a tensor. */
export function matrixTensor(m: Dense): Tensor {
  return tensor('F64', [m.rows, m.cols], m.data)
}

/**
 * The matrix `name` of a record; `null` stands for any count of rows or columns. Throws ModelFormatError, also on a number that is
 * not finite.
 */
export function matrixOf(record: ModelRecord, name: string, rows: number | null, cols: number | null): Dense {
  const { shape, data } = tensorOf(record, name, 'F64', [rows, cols])
  checkFinite(name, data)
  return dense(shape[0], shape[1], data)
}

/** Throws ModelFormatError on a number that is not finite. */
export function checkFinite(name: string, data: Float64Array | Float32Array): void {
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) throw bad(`${name}[${i}]: expected a finite number, got ${data[i]}`)
  }
}

/** What `read` gives; what it throws becomes an error of the file, at `name`. */
export function orBad<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw bad(`${name}: ${(error as Error).message}`)
  }
}

/** A file whose parts contradict each other. */
export function bad(message: string): ModelFormatError {
  return new ModelFormatError('bad-field', message)
}
