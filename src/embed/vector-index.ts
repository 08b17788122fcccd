import { type FloatArray, topK } from '../math/index.ts'
import { expectInteger, show, withDefaults } from '../text/options.ts'
import { expectDims } from './expect-dims.ts'
import { dotLane, dotLanes, emptyLanes, integerQuery, LANE_ROWS, readLane, writeLane } from './lanes.ts'
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
  let lanes = emptyLanes(0, dims)
  // The scale of a row that was taken out is NaN, and so are all its scores.
  let scales = new Float32Array(0)
  let scores = new Float64Array(0)
  let ids: VectorId[] = []
  let rowOf = new Map<VectorId, number>()
  const codes = new Int8Array(dims)
  const numbers = new Float64Array(dims)

  /** Moves the rows that are left to arrays with room for `room` of them, or a few more. */
  function move(room: number): void {
    const from = { lanes, scales, ids, rowOf }
    const size = Math.ceil(room / LANE_ROWS) * LANE_ROWS
    lanes = emptyLanes(size, dims)
    scales = new Float32Array(size)
    scores = new Float64Array(size)
    ids = []
    rowOf = new Map()
    for (const row of from.rowOf.values()) {
      readLane(from.lanes, row, codes)
      append(from.ids[row], from.scales[row])
    }
  }

  /** Adds what `codes` holds. */
  function append(id: VectorId, scale: number): void {
    const row = ids.length
    writeLane(lanes, row, codes)
    scales[row] = scale
    rowOf.set(id, row)
    ids.push(id)
  }

  move(vectors.rows)
  for (let i = 0; i < vectors.rows; i++) {
    const id = expectId(given[i])
    if (rowOf.has(id)) throw new RangeError(`ids: expected each once, got ${show(id)} twice`)
    codes.set(vectors.codes.subarray(i * dims, (i + 1) * dims))
    append(id, vectors.scales[i])
  }

  return {
    dims,
    get size() {
      return rowOf.size
    },
    get byteLength() {
      return lanes.byteLength + scales.byteLength + scores.byteLength
    },
    add(given, vector) {
      const id = expectId(given)
      if (rowOf.has(id)) throw new RangeError(`id: expected one that is not there, got ${show(id)}`)
      expectDims('vector', vector, dims)
      // Moving uses `codes` too.
      if (ids.length === scales.length) move(2 * rowOf.size + 1)
      append(id, quantizeRow(vector, 0, dims, MOST_CODE, codes, 0))
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
      readLane(lanes, row, codes)
      return Float32Array.from(codes, code => code * scales[row])
    },
    score(id, vector) {
      expectVector(vector, dims)
      const row = rowOf.get(id)
      return row === undefined ? undefined : dotLane(lanes, scales, row, numbers, integerQuery(vector, numbers))
    },
    search(vector, k) {
      expectVector(vector, dims)
      dotLanes(lanes, scales, ids.length, numbers, integerQuery(vector, numbers), scores)
      return Array.from(topK(scores.subarray(0, ids.length), k), row => ({ id: ids[row], score: scores[row] }))
    },
    rows() {
      const rows = Array.from(rowOf.values())
      const all = new Int8Array(rows.length * dims)
      rows.forEach((row, i) => {
        readLane(lanes, row, all.subarray(i * dims, (i + 1) * dims))
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
