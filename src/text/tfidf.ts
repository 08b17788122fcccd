import type { Sparse, SparseRow } from '../math/sparse.ts'
import { expectBooleans, expectOneOf, show, withDefaults } from './options.ts'

/** How counts become weights, in the names of scikit-learn's TfidfTransformer. */
export interface TfidfOptions {
  /** Weigh columns by inverse document frequency. Default true. */
  readonly useIdf?: boolean
  /** Count one document more that holds every term, so that no frequency is zero. Default true. */
  readonly smoothIdf?: boolean
  /** Replace a count c by 1 + ln c, the sign kept aside. Default false. */
  readonly sublinearTf?: boolean
  /** Scale each row to unit length in this norm, or null for none. Default 'l2'. */
  readonly norm?: 'l2' | 'l1' | null
}

/** The defaults of {@link TfidfOptions}. */
export const TFIDF_DEFAULTS: Required<TfidfOptions> = { useIdf: true, smoothIdf: true, sublinearTf: false, norm: 'l2' }

/** A fitted weighting of counts. All that was learnt is `idf`; {@link tfidfFrom} makes the same value from it again. */
export interface Tfidf {
  readonly options: Required<TfidfOptions>
  /** (cols) the weight of each column; all 1 without `useIdf` */
  readonly idf: Float64Array
  /** (n, cols) counts → (n, cols) weights. Throws RangeError on another number of columns. */
  transform(counts: Sparse): Sparse
  /** One row, as `transform` would give it. */
  transformRow(row: SparseRow): SparseRow
}

/** `options` checked and completed. Throws TypeError or RangeError naming the option at fault. */
function tfidfOptions(options?: TfidfOptions): Required<TfidfOptions> {
  const full = withDefaults('tfidf', options, TFIDF_DEFAULTS)
  expectBooleans('tfidf', full, 'useIdf', 'smoothIdf', 'sublinearTf')
  expectOneOf('tfidf.norm', full.norm, ['l2', 'l1', null])
  return full
}

/** In how many rows each column is stored: (cols). A stored 0, where signed counts cancelled, is a document that has it. */
function documentFrequency(counts: Sparse): Uint32Array {
  const df = new Uint32Array(counts.cols)
  const { indices } = counts
  for (let i = 0; i < indices.length; i++) df[indices[i]]++
  return df
}

/**
 * Inverse document frequency of scikit-learn's TfidfTransformer: ln((n + 1) / (df + 1)) + 1 smoothed, ln(n / df) + 1 not.
 * Unsmoothed, a column no document has gets 0 in place of infinity: nothing is known about it.
 */
function inverseDocumentFrequency(df: Uint32Array, documents: number, smooth: boolean): Float64Array {
  const idf = new Float64Array(df.length)
  const extra = smooth ? 1 : 0
  const weight = (n: number): number => (n + extra > 0 ? Math.log((documents + extra) / (n + extra)) + 1 : 0)
  // Hashed columns are many and most of them unseen: their one logarithm is taken once.
  idf.fill(weight(0))
  for (let j = 0; j < df.length; j++) if (df[j] > 0) idf[j] = weight(df[j])
  return idf
}

/** Divides `values[start, end)` by their norm. A row of zeros stays as it is. */
export function normalizeRange(
  values: Float64Array | Float32Array,
  start: number,
  end: number,
  norm: 'l2' | 'l1'
): void {
  let sum = 0
  for (let i = start; i < end; i++) sum += norm === 'l2' ? values[i] * values[i] : Math.abs(values[i])
  const length = norm === 'l2' ? Math.sqrt(sum) : sum
  if (length === 0) return
  for (let i = start; i < end; i++) values[i] /= length
}

/** The weighting with these column weights, one for each column of the counts to come. */
export function tfidfFrom(idf: Float64Array, options?: TfidfOptions): Tfidf {
  const full = tfidfOptions(options)
  const { sublinearTf, norm } = full

  let row = new Float64Array(256)

  /** Weighs one row in 64-bit floats, so that only the result is rounded. */
  function weigh(indices: Uint32Array, counts: Float32Array, start: number, end: number, out: Float32Array): void {
    const size = end - start
    if (size > row.length) row = new Float64Array(2 * size)
    for (let i = 0; i < size; i++) {
      let value = counts[start + i]
      if (sublinearTf && value !== 0) value = Math.sign(value) * (1 + Math.log(Math.abs(value)))
      row[i] = value * idf[indices[start + i]]
    }
    if (norm !== null) normalizeRange(row, 0, size, norm)
    for (let i = 0; i < size; i++) out[start + i] = row[i]
  }

  return {
    options: full,
    idf,
    transform(counts) {
      if (counts.cols !== idf.length) {
        throw new RangeError(`counts.cols: expected ${idf.length}, got ${counts.cols}`)
      }
      const { rows, cols, indptr, indices } = counts
      const values = new Float32Array(counts.values.length)
      for (let i = 0; i < rows; i++) weigh(indices, counts.values, indptr[i], indptr[i + 1], values)
      return { rows, cols, indptr, indices, values }
    },
    transformRow(row) {
      const { indices } = row
      const last = indices.length > 0 ? indices[indices.length - 1] : -1
      if (last >= idf.length) throw new RangeError(`row: expected columns below ${idf.length}, got ${show(last)}`)
      const values = new Float32Array(indices.length)
      weigh(indices, row.values, 0, indices.length, values)
      return { indices, values }
    }
  }
}

/** Learns column weights from counts, (n, cols) → (cols). Throws TypeError or RangeError on a bad option. */
export function fitTfidf(counts: Sparse, options?: TfidfOptions): Tfidf {
  const full = tfidfOptions(options)
  const idf = full.useIdf
    ? inverseDocumentFrequency(documentFrequency(counts), counts.rows, full.smoothIdf)
    : new Float64Array(counts.cols).fill(1)
  return tfidfFrom(idf, full)
}
