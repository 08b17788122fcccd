import { type FloatArray, topK } from '../math/index.ts'
import { expectInteger, show, withDefaults } from '../text/options.ts'
import { integerQuery, scoreRow, scoreRows } from './code-scores.ts'
import { expectDims } from './expect-dims.ts'
import { expectSize, MOST_CODE, quantizeRow } from './quantized.ts'
import type { VectorId, VectorIndex, VectorRows } from './vector-index-types.ts'

/** Options of {@link createVectorIndex}. */
export interface VectorIndexOptions {
  /** Numbers of a vector, from 0 to 4096. */
  readonly dims: number
}

/** An empty index. Throws RangeError or TypeError on a bad option. */
export function createVectorIndex(options: VectorIndexOptions): VectorIndex {
  const { dims } = withDefaults<{ dims: number | undefined }>('options', options, { dims: undefined })
  expectInteger('options.dims', dims, 0, 4096)
  return vectorIndexFrom({
    ids: [],
    vectors: { rows: 0, dims: dims as number, codes: new Int8Array(0), scales: new Float32Array(0) }
  })
}

/** An index of vectors that are quantised already, copied. Throws RangeError on an id twice or another number of ids. */
export function vectorIndexFrom({ ids: given, vectors }: VectorRows): VectorIndex {
  const { dims } = vectors
  if (given.length !== vectors.rows) {
    throw new RangeError(`ids: expected ${vectors.rows}, one for each row, got ${given.length}`)
  }
  let codes = new Int8Array(0)
  // The scale of a row that was taken out is NaN, and so are all its scores.
  let scales = new Float32Array(0)
  let scores = new Float64Array(0)
  let ids: VectorId[] = []
  let rowOf = new Map<VectorId, number>()
  const numbers = new Int32Array(dims)

  /** Moves the rows that are left to arrays with room for `room` of them. */
  function move(room: number): void {
    const from = { codes, scales, ids, rowOf }
    codes = new Int8Array(room * dims)
    scales = new Float32Array(room)
    scores = new Float64Array(room)
    ids = []
    rowOf = new Map()
    for (const row of from.rowOf.values()) {
      codes.set(from.codes.subarray(row * dims, (row + 1) * dims), ids.length * dims)
      append(from.ids[row], from.scales[row])
    }
  }

  /** Adds a row whose codes are written already. */
  function append(id: VectorId, scale: number): void {
    const row = ids.length
    scales[row] = scale
    rowOf.set(id, row)
    ids.push(id)
  }

  move(vectors.rows)
  codes.set(vectors.codes.subarray(0, codes.length))
  for (let i = 0; i < vectors.rows; i++) {
    const id = expectId(given[i])
    if (rowOf.has(id)) throw new RangeError(`ids: expected each once, got ${show(id)} twice`)
    append(id, vectors.scales[i])
  }

  return {
    dims,
    get size() {
      return rowOf.size
    },
    get byteLength() {
      return codes.byteLength + scales.byteLength + scores.byteLength
    },
    add(given, vector) {
      const id = expectId(given)
      if (rowOf.has(id)) throw new RangeError(`id: expected one that is not there, got ${show(id)}`)
      expectDims('vector', vector, dims)
      if (ids.length === scales.length) move(2 * rowOf.size + 1)
      append(id, quantizeRow(vector, 0, dims, MOST_CODE, codes, ids.length * dims))
    },
    remove(id) {
      const row = rowOf.get(id)
      if (row === undefined) return false
      rowOf.delete(id)
      scales[row] = Number.NaN
      // A move of n rows comes after at least n / 2 removals, and rows that are gone take half as much room as the others at most.
      if (ids.length > 1.5 * rowOf.size) move(rowOf.size)
      return true
    },
    has: id => rowOf.has(id),
    get(id) {
      const row = rowOf.get(id)
      if (row === undefined) return undefined
      return Float32Array.from(codes.subarray(row * dims, (row + 1) * dims), code => code * scales[row])
    },
    score(id, vector) {
      expectVector(vector, dims)
      const row = rowOf.get(id)
      return row === undefined ? undefined : scoreRow(codes, scales, row, numbers, integerQuery(vector, numbers))
    },
    search(vector, k) {
      expectVector(vector, dims)
      scoreRows(codes, scales, ids.length, numbers, integerQuery(vector, numbers), scores)
      return Array.from(topK(scores.subarray(0, ids.length), k), row => ({ id: ids[row], score: scores[row] }))
    },
    rows() {
      const rows = Array.from(rowOf.values())
      const all = new Int8Array(rows.length * dims)
      rows.forEach((row, i) => {
        all.set(codes.subarray(row * dims, (row + 1) * dims), i * dims)
      })
      return {
        ids: Array.from(rowOf.keys()),
        vectors: { rows: rows.length, dims, codes: all, scales: Float32Array.from(rows, row => scales[row]) }
      }
    }
  }
}

/** An id. −0 is 0. Throws TypeError on anything else. */
function expectId(id: unknown): VectorId {
  if (typeof id === 'string') return id
  if (typeof id === 'number' && Number.isFinite(id)) return id === 0 ? 0 : id
  throw new TypeError(`id: expected a string or a finite number, got ${show(id)}`)
}

/** Throws RangeError unless a vector has `dims` numbers that are finite and not huge. */
function expectVector(vector: FloatArray, dims: number): void {
  expectDims('vector', vector, dims)
  for (let j = 0; j < dims; j++) expectSize(vector[j], j)
}
