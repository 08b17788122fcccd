import type { FloatArray } from './dense.ts'

// A panel holds eight lines of numbers side by side, number p of line r at 8p + r: a product reads it from end to end, eight numbers
// at a time. Lines that there are not are zeros.

/** Lines of a panel. */
export const PANEL = 8

/** How many panels so many lines take. */
export const panelsOf = (lines: number) => Math.ceil(lines / PANEL)

/** Lines of equal length in an array: number p of line i is at `from + i · stride + p · step`. */
export interface Lines<A extends FloatArray = FloatArray> {
  readonly data: A
  readonly from: number
  readonly stride: number
  readonly step: number
}

/**
 * Copies lines `first … first + count` from number `start` on into panels of `depth` numbers at `at` of `out`: `length` of them times `factor`, and
 * times the entry of `weights` for each from `start` on, then zeros.
 */
export function pack(
  { data, from, stride, step }: Lines,
  first: number,
  count: number,
  start: number,
  length: number,
  factor: number,
  weights: Float64Array | undefined,
  out: FloatArray,
  at: number,
  depth: number
): void {
  const s2 = 2 * stride
  const s3 = 3 * stride
  const s4 = 4 * stride
  const s5 = 5 * stride
  const s6 = 6 * stride
  const s7 = 7 * stride
  for (let i = 0; i < count; i += PANEL) {
    const live = Math.min(PANEL, count - i)
    let q = from + (first + i) * stride + start * step
    let o = at + i * depth
    const end = o + length * PANEL
    for (let p = start; o < end; p++, o += 8, q += step) {
      const w = weights === undefined ? factor : factor * weights[p]
      if (live < PANEL) {
        for (let r = 0; r < PANEL; r++) out[o + r] = r < live ? w * data[q + r * stride] : 0
        continue
      }
      out[o] = w * data[q]
      out[o + 1] = w * data[q + stride]
      out[o + 2] = w * data[q + s2]
      out[o + 3] = w * data[q + s3]
      out[o + 4] = w * data[q + s4]
      out[o + 5] = w * data[q + s5]
      out[o + 6] = w * data[q + s6]
      out[o + 7] = w * data[q + s7]
    }
    out.fill(0, end, at + (i + PANEL) * depth)
  }
}

/** The way back: numbers `start … start + length` of lines `first … first + count`, from panels of `depth` numbers at `at` of `panels`. */
export function unpack(
  panels: FloatArray,
  at: number,
  depth: number,
  { data, from, stride, step }: Lines,
  first: number,
  count: number,
  start: number,
  length: number
): void {
  const s2 = 2 * stride
  const s3 = 3 * stride
  const s4 = 4 * stride
  const s5 = 5 * stride
  const s6 = 6 * stride
  const s7 = 7 * stride
  for (let i = 0; i < count; i += PANEL) {
    const live = Math.min(PANEL, count - i)
    let q = from + (first + i) * stride + start * step
    let o = at + i * depth
    for (const end = o + length * PANEL; o < end; o += 8, q += step) {
      if (live < PANEL) {
        for (let r = 0; r < live; r++) data[q + r * stride] = panels[o + r]
        continue
      }
      data[q] = panels[o]
      data[q + stride] = panels[o + 1]
      data[q + s2] = panels[o + 2]
      data[q + s3] = panels[o + 3]
      data[q + s4] = panels[o + 4]
      data[q + s5] = panels[o + 5]
      data[q + s6] = panels[o + 6]
      data[q + s7] = panels[o + 7]
    }
  }
}
