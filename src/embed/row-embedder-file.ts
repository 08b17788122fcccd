import { choice, field, type JsonObject, type ModelRecord, type Tensor, tensor, tensorOf } from '../model/index.ts'
import { mostCodeOf } from './quantized.ts'
import { bad, readPacked, readQuantized, writePacked, writeQuantized } from './quantized-file.ts'
import { type RowEmbedder, rowEmbedder } from './row-embedder.ts'
import { rowWeights, WEIGHTING } from './row-weights.ts'

/** The entries of orthonormal axes are at most 1, and their rounding is far below this. */
const MOST_ENTRY = 1.001

/** Adds the numbers of an embedder to `tensors`, their names after `prefix`, and returns its settings. */
export function writeRowEmbedder(embedder: RowEmbedder, prefix: string, tensors: Map<string, Tensor>): JsonObject {
  const { weights, axes, dims, singularValues, axisShares } = embedder
  const { columns, frequency, documents } = weights
  tensors.set(`${prefix}columns`, tensor('U32', [columns.length], columns))
  tensors.set(`${prefix}frequency`, tensor('U32', [columns.length], frequency))
  tensors.set(`${prefix}singular-values`, tensor('F64', [dims], singularValues))
  tensors.set(`${prefix}axis-shares`, tensor('F64', [dims], axisShares))
  const few = axes.codes.every(code => Math.abs(code) <= mostCodeOf(4))
  const write = few ? writePacked : writeQuantized
  write(axes, `${prefix}axes`, tensors)
  return { documents, weighting: WEIGHTING, axisBits: few ? 4 : 8 }
}

/**
 * The embedder whose tensors and settings have names after `prefix`, such as `embedder.`; all columns are below `limit`. Throws
 * ModelFormatError naming the part at fault.
 */
export function readRowEmbedder(record: ModelRecord, prefix: string, limit = 2 ** 32): RowEmbedder {
  const documents = field(record.config, `${prefix}documents`, 'integer', { min: 0, max: 2 ** 32 - 1 })
  choice(record.config, `${prefix}weighting`, [WEIGHTING])
  const axisBits = field(record.config, `${prefix}axisBits`, 'integer')
  if (axisBits !== 8 && axisBits !== 4) throw bad(`config.${prefix}axisBits: expected 8 or 4, got ${axisBits}`)
  const columns = tensorOf(record, `${prefix}columns`, 'U32', [null]).data
  const frequency = tensorOf(record, `${prefix}frequency`, 'U32', [columns.length]).data
  const { shape, data: singularValues } = tensorOf(record, `${prefix}singular-values`, 'F64', [null])
  const axisShares = tensorOf(record, `${prefix}axis-shares`, 'F64', [shape[0]]).data
  checkColumns(`${prefix}columns`, columns, limit)
  checkNumbers(`${prefix}frequency`, frequency, 1, documents)
  checkNumbers(`${prefix}axis-shares`, axisShares, 0, MOST_ENTRY)
  checkDescending(`${prefix}singular-values`, singularValues)
  const read = axisBits === 8 ? readQuantized : readPacked
  const axes = read(record, `${prefix}axes`, columns.length, shape[0], MOST_ENTRY / mostCodeOf(axisBits))
  return rowEmbedder({ weights: rowWeights(documents, columns, frequency), axes, singularValues, axisShares })
}

function checkColumns(name: string, columns: Uint32Array, limit: number): void {
  for (let c = 0, least = 0; c < columns.length; c++) {
    if (columns[c] < least || columns[c] >= limit) {
      throw bad(`${name}[${c}]: expected a column from ${least} and below ${limit}, got ${columns[c]}`)
    }
    least = columns[c] + 1
  }
}

function checkNumbers(name: string, numbers: Uint32Array | Float64Array, min: number, max: number): void {
  numbers.forEach((x, i) => {
    if (!(x >= min && x <= max)) throw bad(`${name}[${i}]: expected a number from ${min} to ${max}, got ${x}`)
  })
}

function checkDescending(name: string, values: Float64Array): void {
  for (let j = 0, most = Number.MAX_VALUE; j < values.length; j++) {
    if (!(values[j] > 0 && values[j] <= most)) {
      throw bad(`${name}[${j}]: expected a number above 0 and at most ${most}, got ${values[j]}`)
    }
    most = values[j]
  }
}
