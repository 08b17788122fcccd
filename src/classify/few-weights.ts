import { type Dense, dense, type Sparse } from '../math/index.ts'
import { fromEightBits, toEightBits } from './eight-bits.ts'
import { energies } from './prune.ts'

/** Weights of which most are the usual one of their row, in 8 bits: weight = usual + apart, each code · |code| · scale. */
export interface FewWeights {
  /** (m) */
  readonly usual: Int8Array
  /** (m, k), 0 where a weight is the usual one */
  readonly apart: Int8Array
  readonly scale: number
}

/** The usual weight of each row of weights, (m, k) → (m): the middle one, of two the lower. */
export function usualWeights(weights: Float64Array | Float32Array, k: number): Float64Array {
  const out = new Float64Array(weights.length / k)
  const row = new Float64Array(k)
  for (let j = 0; j < out.length; j++) {
    row.set(weights.subarray(j * k, (j + 1) * k))
    out[j] = row.sort()[(k - 1) >> 1]
  }
  return out
}

/**
 * The weights of a machine, (d, k), all but `limit` of them made the usual one of their column: of most labels an n-gram says
 * the same, that it is none of theirs. Those stay that move the scores of the rows most, the largest (w_jo − u_j)² · Σ_i s_i x_ij²;
 * of equal ones the first.
 *
 * @param x (n, d) the rows
 * @param sampleWeights (n)
 * @param columns how many columns this concerns, from the first; others keep their weights
 */
export function thinWeights(
  weights: Dense,
  x: Sparse,
  sampleWeights: Float64Array,
  columns: number,
  limit: number
): Dense {
  const k = weights.cols
  const size = columns * k
  const usual = usualWeights(weights.data.subarray(0, size), k)
  const energy = energies(x, sampleWeights)
  const moves = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const j = Math.floor(i / k)
    moves[i] = (weights.data[i] - usual[j]) ** 2 * energy[j]
  }
  // The smallest that stays, and how many of just that size there is room for.
  const least = limit >= size ? -1 : moves.slice().sort()[size - limit]
  let room = limit - moves.reduce((count, move) => count + (move > least ? 1 : 0), 0)
  const data = weights.data.slice()
  for (let i = 0; i < size; i++) {
    if (moves[i] > least || (moves[i] === least && room-- > 0)) continue
    data[i] = usual[Math.floor(i / k)]
  }
  return dense(weights.rows, k, data)
}

/**
 * Weights (m, k) in 8 bits, as usual ones and what others differ by. All codes share a scale, so that a sum of two is exact but for
 * the last bit of a 32-bit float: rounding twice is rounding once, as in eight-bits.ts.
 */
export function toFewWeights(weights: Float32Array, k: number): FewWeights {
  const usual = usualWeights(weights, k)
  const m = usual.length
  const all = new Float32Array(m + weights.length)
  all.set(usual)
  for (let i = 0; i < weights.length; i++) all[m + i] = weights[i] - usual[Math.floor(i / k)]
  const { codes, scales } = toEightBits(all, 1)
  return { usual: codes.slice(0, m), apart: codes.slice(m), scale: scales[0] }
}

/** The weights, (m, k). */
export function fromFewWeights({ usual, apart, scale }: FewWeights): Float32Array {
  const m = usual.length
  const k = m === 0 ? 0 : apart.length / m
  const scales = Float64Array.of(scale)
  const base = fromEightBits({ codes: usual, scales })
  const out = fromEightBits({ codes: apart, scales })
  for (let j = 0; j < m; j++) for (let o = 0; o < k; o++) out[j * k + o] += base[j]
  return out
}
