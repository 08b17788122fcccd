import type { Room } from './kernel-set.ts'

/** Far more sweeps than an eigenvalue needs: two or three is usual. */
const MAX_SWEEPS = 60

/** A number whose square vanishes: between diagonal entries that are zero no share of them would ever count as small. */
const NOTHING = 2 ** -511

/** Sweeps are collected up to so many rotations: they and eight columns of the matrix stay in cache. */
const MOST_TURNS = 4096

/** A sweep over rows low … low + count, whose rotations begin at `at`, in numbers. */
interface Sweep {
  readonly low: number
  readonly count: number
  readonly at: number
}

/** Numbers of the scratch that {@link implicitQL} takes. */
export const turnsSize = (n: number) => 2 * Math.max(n, Math.min(n * n, MOST_TURNS))

/**
 * The implicit QL method for a symmetric tridiagonal matrix scaled to entries near 1: `d` (n) holds its diagonal and becomes
 * its eigenvalues, `e` (n) its subdiagonal from entry 1 on and is used up, and every rotation is applied to the n rows at the start of a room, `stride` numbers
 * apart, a multiple of eight. The scratch begins at `scratch`.
 * Throws Error if an eigenvalue does not settle.
 *
 * Golub and Van Loan, Matrix Computations, 8.3.3; Bowdler, Martin, Reinsch and Wilkinson 1968.
 */
export function implicitQL(
  { kernels, f64 }: Room,
  n: number,
  stride: number,
  scratch: number,
  d: Float64Array,
  e: Float64Array
): void {
  e.copyWithin(0, 1)
  if (n > 0) e[n - 1] = 0
  const end = scratch + turnsSize(n)
  let sweeps: Sweep[] = []
  let at = scratch
  const turn = () => {
    for (let column = 0; column < n; column += 8) {
      for (const { low, count, at } of sweeps) kernels.rotate64(8 * (low * stride + column), 8 * stride, count, 8 * at)
    }
    sweeps = []
    at = scratch
  }
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l
      while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])) + NOTHING) m++
      if (m === l) break
      if (sweep === MAX_SWEEPS) throw new Error(`eigenvalue ${l} of ${n}: expected it to settle, got ${sweep} sweeps`)
      if (at + 2 * (m - l) > end) turn()
      chase(d, e, l, m, f64, at)
      sweeps.push({ low: l, count: m - l, at })
      at += 2 * (m - l)
    }
  }
  turn()
}

/**
 * One sweep over the block l … m, from m upwards, with Wilkinson's shift: the eigenvalue of the leading 2 × 2 block nearer to
 * d[l]. Leaves the cosine and sine of rows i and i + 1 side by side in `turns`, those of row l at `at`. Every e[i] of the block is above NOTHING, which
 * keeps r from zero: where s is so small that s·e[i] vanishes, g is all but e[i].
 */
function chase(d: Float64Array, e: Float64Array, l: number, m: number, turns: Float64Array, at: number): void {
  const ratio = (d[l + 1] - d[l]) / (2 * e[l])
  const root = Math.hypot(ratio, 1)
  let g = d[m] - d[l] + e[l] / (ratio + (ratio >= 0 ? root : -root))
  let s = 1
  let c = 1
  let p = 0
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i]
    const b = c * e[i]
    const r = length(f, g)
    e[i + 1] = r
    s = f / r
    c = g / r
    g = d[i + 1] - p
    const t = (d[i] - g) * s + 2 * c * b
    p = s * t
    d[i + 1] = g + p
    g = c * t - b
    turns[at + 2 * (i - l)] = c
    turns[at + 2 * (i - l) + 1] = s
  }
  d[l] -= p
  e[l] = g
  e[m] = 0
}

/** √(f² + g²). Math.hypot only where squares underflow: over a whole run its rounding costs a digit of orthogonality. */
function length(f: number, g: number): number {
  const squared = f * f + g * g
  return squared > 1e-280 ? Math.sqrt(squared) : Math.hypot(f, g)
}
