import { ModelFormatError, type ModelRecord, type Tensor, tensor, tensorOf } from '../model/index.ts'
import { MOST_CODE, mostCodeOf, type QuantizedVectors } from './quantized.ts'

/** Adds `name.codes`, (rows, dims), and `name.scales`, (rows). */
export function writeQuantized(vectors: QuantizedVectors, name: string, tensors: Map<string, Tensor>): void {
  const { rows, dims, codes, scales } = vectors
  tensors.set(`${name}.codes`, tensor('I8', [rows, dims], codes))
  tensors.set(`${name}.scales`, tensor('F32', [rows], scales))
}

/**
 * The vectors `name` of a record: views of the file where it is aligned. Throws ModelFormatError, also on a code of −128 and on a
 * scale that is not from 0 to `mostScale`.
 */
export function readQuantized(
  record: ModelRecord,
  name: string,
  rows: number,
  dims: number,
  mostScale: number
): QuantizedVectors {
  const codes = tensorOf(record, `${name}.codes`, 'I8', [rows, dims]).data
  for (let p = 0; p < codes.length; p++) {
    if (codes[p] < -MOST_CODE) throw bad(`${name}.codes[${p}]: expected -${MOST_CODE} to ${MOST_CODE}, got ${codes[p]}`)
  }
  return { rows, dims, codes, scales: readScales(record, name, rows, mostScale) }
}

/** Adds `name.packed`, (rows, ⌈dims / 2⌉), two codes from −7 to 7 a byte, the first in the lower half, each 8 more; and `name.scales`. */
export function writePacked(vectors: QuantizedVectors, name: string, tensors: Map<string, Tensor>): void {
  const { rows, dims, codes, scales } = vectors
  const width = Math.ceil(dims / 2)
  const packed = new Uint8Array(rows * width)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < dims; j++) packed[i * width + (j >> 1)] |= (codes[i * dims + j] + 8) << (4 * (j & 1))
  }
  tensors.set(`${name}.packed`, tensor('U8', [rows, width], packed))
  tensors.set(`${name}.scales`, tensor('F32', [rows], scales))
}

/** The vectors that {@link writePacked} wrote. Throws ModelFormatError, also on a code of −8 and on a last half that is not 0. */
export function readPacked(
  record: ModelRecord,
  name: string,
  rows: number,
  dims: number,
  mostScale: number
): QuantizedVectors {
  const width = Math.ceil(dims / 2)
  const packed = tensorOf(record, `${name}.packed`, 'U8', [rows, width]).data
  const codes = new Int8Array(rows * dims)
  const most = mostCodeOf(4)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < 2 * width; j++) {
      const half = (packed[i * width + (j >> 1)] >> (4 * (j & 1))) & 15
      const least = j < dims ? 1 : 0
      if (j < dims) codes[i * dims + j] = half - 8
      if (half < least || (j >= dims && half !== 0)) {
        throw bad(
          `${name}.packed[${i * width + (j >> 1)}]: expected codes from -${most} to ${most}, and 0 past the last`
        )
      }
    }
  }
  return { rows, dims, codes, scales: readScales(record, name, rows, mostScale) }
}

function readScales(record: ModelRecord, name: string, rows: number, most: number): Float32Array {
  const scales = tensorOf(record, `${name}.scales`, 'F32', [rows]).data
  scales.forEach((scale, i) => {
    if (!(scale >= 0 && scale <= most)) {
      throw bad(`${name}.scales[${i}]: expected a number from 0 to ${most}, got ${scale}`)
    }
  })
  return scales
}

/** A file whose parts contradict each other. */
export function bad(message: string): ModelFormatError {
  return new ModelFormatError('bad-field', message)
}
