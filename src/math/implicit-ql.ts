/** Far more sweeps than an eigenvalue needs: two or three is usual. */
const MAX_SWEEPS = 60

/** A number whose square vanishes: between diagonal entries that are zero no share of them would ever count as small. */
const NOTHING = 2 ** -511

/**
 * The implicit QL method for a symmetric tridiagonal matrix scaled to entries near 1: `d` (n) holds its diagonal and becomes
 * its eigenvalues, `e` (n) its subdiagonal from entry 1 on and is used up, and every rotation is applied to the rows of `q`
 * (n, n) along the way.
 * Throws Error if an eigenvalue does not settle.
 *
 * Golub and Van Loan, Matrix Computations, 8.3.3; Bowdler, Martin, Reinsch and Wilkinson 1968.
 */
export function implicitQL(q: Float64Array, n: number, d: Float64Array, e: Float64Array): void {
  e.copyWithin(0, 1)
  if (n > 0) e[n - 1] = 0
  const cosines = new Float64Array(n)
  const sines = new Float64Array(n)
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l
      while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])) + NOTHING) m++
      if (m === l) break
      if (sweep === MAX_SWEEPS) throw new Error(`eigenvalue ${l} of ${n}: expected it to settle, got ${sweep} sweeps`)
      chase(d, e, l, m, cosines, sines)
      rotateRows(q, n, l, m, cosines, sines)
    }
  }
}

/**
 * One sweep over the block l … m, from m upwards, with Wilkinson's shift: the eigenvalue of the leading 2 × 2 block nearer to
 * d[l]. Leaves the rotation of rows i and i + 1 in `cosines[i]` and `sines[i]`. Every e[i] of the block is above NOTHING, which
 * keeps r from zero: where s is so small that s·e[i] vanishes, g is all but e[i].
 */
function chase(
  d: Float64Array,
  e: Float64Array,
  l: number,
  m: number,
  cosines: Float64Array,
  sines: Float64Array
): void {
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
    cosines[i] = c
    sines[i] = s
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

/** Applies the rotations of rows (m − 1, m), …, (low, low + 1), two to a pass: the row between is then read and written once. */
function rotateRows(
  q: Float64Array,
  n: number,
  low: number,
  m: number,
  cosines: Float64Array,
  sines: Float64Array
): void {
  let i = m - 1
  for (; i > low; i -= 2) {
    const c1 = cosines[i]
    const s1 = sines[i]
    const c2 = cosines[i - 1]
    const s2 = sines[i - 1]
    const first = (i - 1) * n
    const second = first + n
    const third = second + n
    for (let k = 0; k < n; k++) {
      const x = q[first + k]
      const y = q[second + k]
      const z = q[third + k]
      const between = c1 * y - s1 * z
      q[third + k] = s1 * y + c1 * z
      q[second + k] = s2 * x + c2 * between
      q[first + k] = c2 * x - s2 * between
    }
  }
  if (i !== low) return
  const c = cosines[i]
  const s = sines[i]
  const first = i * n
  const second = first + n
  for (let k = 0; k < n; k++) {
    const x = q[first + k]
    const y = q[second + k]
    q[second + k] = s * x + c * y
    q[first + k] = c * x - s * y
  }
}
