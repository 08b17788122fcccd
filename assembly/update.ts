// Panels hold eight rows of a matrix side by side: number p of row r is at 8p + r. Every kernel works on them.

/** Numbers across a panel. */
export const WIDTH: usize = 8

/** Bytes of a vector. */
export const VECTOR: usize = 16

/** c − x·y, in one rounding where the engine may. */
// @ts-ignore: decorator
@inline
function less<T>(c: v128, x: v128, y: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(x, y, c)
  return v128.sub<T>(c, v128.mul<T>(x, y))
}

/**
 * C ← C − AᵀB for panels A and B of `depth` numbers, an even count, as far as a vector of B goes: C[r][s] is less by A[p][r] · B[p][s] for one p after the
 * other. So C is a vector of a panel too. Eight running vectors are what fits the registers; a loop around this one would make engines move them about.
 */
export function update<T>(a: usize, b: usize, c: usize, depth: usize): void {
  const step = WIDTH * sizeof<T>()
  let c0 = v128.load(c)
  let c1 = v128.load(c, step)
  let c2 = v128.load(c, 2 * step)
  let c3 = v128.load(c, 3 * step)
  let c4 = v128.load(c, 4 * step)
  let c5 = v128.load(c, 5 * step)
  let c6 = v128.load(c, 6 * step)
  let c7 = v128.load(c, 7 * step)
  const end = a + depth * step
  while (a < end) {
    let row = v128.load(b)
    c0 = less<T>(c0, v128.load_splat<T>(a), row)
    c1 = less<T>(c1, v128.load_splat<T>(a, sizeof<T>()), row)
    c2 = less<T>(c2, v128.load_splat<T>(a, 2 * sizeof<T>()), row)
    c3 = less<T>(c3, v128.load_splat<T>(a, 3 * sizeof<T>()), row)
    c4 = less<T>(c4, v128.load_splat<T>(a, 4 * sizeof<T>()), row)
    c5 = less<T>(c5, v128.load_splat<T>(a, 5 * sizeof<T>()), row)
    c6 = less<T>(c6, v128.load_splat<T>(a, 6 * sizeof<T>()), row)
    c7 = less<T>(c7, v128.load_splat<T>(a, 7 * sizeof<T>()), row)
    row = v128.load(b, step)
    c0 = less<T>(c0, v128.load_splat<T>(a, step), row)
    c1 = less<T>(c1, v128.load_splat<T>(a, step + sizeof<T>()), row)
    c2 = less<T>(c2, v128.load_splat<T>(a, step + 2 * sizeof<T>()), row)
    c3 = less<T>(c3, v128.load_splat<T>(a, step + 3 * sizeof<T>()), row)
    c4 = less<T>(c4, v128.load_splat<T>(a, step + 4 * sizeof<T>()), row)
    c5 = less<T>(c5, v128.load_splat<T>(a, step + 5 * sizeof<T>()), row)
    c6 = less<T>(c6, v128.load_splat<T>(a, step + 6 * sizeof<T>()), row)
    c7 = less<T>(c7, v128.load_splat<T>(a, step + 7 * sizeof<T>()), row)
    a += 2 * step
    b += 2 * step
  }
  v128.store(c, c0)
  v128.store(c, c1, step)
  v128.store(c, c2, 2 * step)
  v128.store(c, c3, 3 * step)
  v128.store(c, c4, 4 * step)
  v128.store(c, c5, 5 * step)
  v128.store(c, c6, 6 * step)
  v128.store(c, c7, 7 * step)
}
