/** 1.5 · 2⁵²: adding it and taking it off rounds to an integer. */
const ROUND = 6755399441055744

/** The least exponent in the table of powers. */
const LEAST = -540

let table: Float64Array | undefined

/** 2^k for k from {@link LEAST} to its negative, by doubling and halving, which do not round. */
function powers(): Float64Array {
  const out = new Float64Array(1 - 2 * LEAST)
  out[-LEAST] = 1
  for (let k = 1; k <= -LEAST; k++) {
    out[k - LEAST] = 2 * out[k - 1 - LEAST]
    out[-k - LEAST] = out[1 - k - LEAST] / 2
  }
  return out
}

/** e^x in place, as `exp` of the compiled kernels makes it. The approximation is that of fdlibm (Sun Microsystems 1993). */
export function plainExp(numbers: Float64Array): Float64Array {
  table ??= powers()
  const power = table
  const n = numbers.length
  for (let i = 0; i < n; i++) {
    const x = Math.min(Math.max(numbers[i], -746), 710)
    const k = x * Math.LOG2E + ROUND - ROUND
    const high = x - k * 0.6931471803691238
    const low = k * 1.9082149292705877e-10
    const r = high - low
    const t = r * r
    let p = t * 4.1381367970572385e-8 + -1.6533902205465252e-6
    p = t * p + 6.613756321437934e-5
    p = t * p + -0.0027777777777015593
    p = t * p + 0.16666666666666602
    const c = r - t * p
    const y = 1 - (low - (r * c) / (2 - c) - high)
    const half = k >> 1
    numbers[i] = y * power[half - LEAST] * power[k - half - LEAST]
  }
  return numbers
}
