import type { RowBuffer } from '../text/index.ts'
import { type BlockModel, findSlots } from './features.ts'

/** Scores rows by weights, in buffers used again from row to row. */
export class RowScorer {
  /** Of the last row: the slots of the entries that have one, and their dampened counts; and Σ tf² of all others. */
  private slots: Uint32Array = new Uint32Array(1024)
  private tf: Float64Array = new Float64Array(1024)
  private readonly missed = new Float64Array(1)
  /** (k) */
  private readonly sums: Float64Array

  constructor(private readonly k: number) {
    this.sums = new Float64Array(k)
  }

  /**
   * Adds to `out` (k) the scores of a row of counts under weights `w` (m, k): the product of what `weighRow` makes of it and these.
   * Returns how many entries have a slot.
   */
  add(block: BlockModel, row: RowBuffer, w: Float32Array, out: Float64Array): number {
    if (row.size > this.slots.length) {
      this.slots = new Uint32Array(2 * row.size)
      this.tf = new Float64Array(2 * row.size)
    }
    const { k, slots, tf, sums, missed } = this
    const { idf, unseen, unknownWeight, index } = block
    const size = findSlots(index.ranks, row, row.size, slots, tf, missed)
    let squared = 0
    let o = 0
    for (; o + 4 <= k; o += 4) squared = addFour(slots, tf, size, idf, w, k, o, sums)
    for (; o < k; o++) squared = addOne(slots, tf, size, idf, w, k, o, sums)
    squared += missed[0] * (unseen * unknownWeight) ** 2
    const scale = squared > 0 ? 1 / Math.sqrt(squared) : 0
    for (o = 0; o < k; o++) out[o] += scale * sums[o]
    return size
  }
}

/** Writes Σ v·w for four outputs from `o` on, with v = tf · idf, to `sums`; returns Σ v². */
function addFour(
  slots: Uint32Array,
  tf: Float64Array,
  size: number,
  idf: Float64Array,
  w: Float32Array,
  k: number,
  o: number,
  sums: Float64Array
): number {
  let squared = 0
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let p = 0; p < size; p++) {
    const slot = slots[p]
    const v = tf[p] * idf[slot]
    const at = slot * k + o
    squared += v * v
    s0 += v * w[at]
    s1 += v * w[at + 1]
    s2 += v * w[at + 2]
    s3 += v * w[at + 3]
  }
  sums[o] = s0
  sums[o + 1] = s1
  sums[o + 2] = s2
  sums[o + 3] = s3
  return squared
}

/** As {@link addFour}, for output `o`. */
function addOne(
  slots: Uint32Array,
  tf: Float64Array,
  size: number,
  idf: Float64Array,
  w: Float32Array,
  k: number,
  o: number,
  sums: Float64Array
): number {
  let squared = 0
  let sum = 0
  for (let p = 0; p < size; p++) {
    const slot = slots[p]
    const v = tf[p] * idf[slot]
    squared += v * v
    sum += v * w[slot * k + o]
  }
  sums[o] = sum
  return squared
}

/** Adds to `out` (k) the scores of a row that is taken as it is, every column stored. Returns its length, or 0 if all of it is 0. */
export function addPlainRow({ size, values }: RowBuffer, w: Float32Array, k: number, out: Float64Array): number {
  let squared = 0
  for (let j = 0; j < size; j++) squared += values[j] * values[j]
  for (let o = 0; o < k; o++) {
    let sum = out[o]
    for (let j = 0; j < size; j++) sum += values[j] * w[j * k + o]
    out[o] = sum
  }
  return squared > 0 ? size : 0
}
