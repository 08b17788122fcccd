/** 1.5 · 2⁵²: adding it rounds to an integer, which then stands in the lowest bits. */
const ROUND: f64 = 6755399441055744.0

/**
 * e^x in place for so many numbers, an even count: x = k·ln 2 + r, then fdlibm's rational approximation on r, then two powers of two whose
 * product is 2^k, so that only the last multiplication rounds where the result is tiny.
 */
export function exp(at: usize, count: usize): void {
  const end = at + count * sizeof<f64>()
  for (; at < end; at += 16) {
    const x = f64x2.pmin(f64x2.pmax(v128.load(at), f64x2.splat(-746)), f64x2.splat(710))
    const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.44269504088896338700)), f64x2.splat(ROUND))
    const k = f64x2.sub(shifted, f64x2.splat(ROUND))
    const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(6.93147180369123816490e-1)))
    const low = f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10))
    const r = f64x2.sub(high, low)
    const t = f64x2.mul(r, r)
    let p = f64x2.add(f64x2.mul(t, f64x2.splat(4.13813679705723846039e-8)), f64x2.splat(-1.65339022054652515390e-6))
    p = f64x2.add(f64x2.mul(t, p), f64x2.splat(6.61375632143793436117e-5))
    p = f64x2.add(f64x2.mul(t, p), f64x2.splat(-2.77777777770155933842e-3))
    p = f64x2.add(f64x2.mul(t, p), f64x2.splat(1.66666666666666019037e-1))
    const c = f64x2.sub(r, f64x2.mul(t, p))
    const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c))
    const y = f64x2.sub(f64x2.splat(1), f64x2.sub(f64x2.sub(low, quotient), high))
    // Of an exponent only the lowest bits count, so what stands above them may be anything.
    const half = i32x4.shr_s(shifted, 1)
    v128.store(at, f64x2.mul(f64x2.mul(y, power(half)), power(i32x4.sub(shifted, half))))
  }
}

/** 2^k for the integers k in the lowest bits. */
// @ts-ignore: decorator
@inline
function power(k: v128): v128 {
  return i64x2.shl(i64x2.add(k, i64x2.splat(1023)), 52)
}
