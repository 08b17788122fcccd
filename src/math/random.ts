import { splitMixWords, xoshiro128 } from './xoshiro.ts'

/**
 * A stream of pseudo-random numbers. The same seed gives the same stream on every machine, but for the last bits of `normal`,
 * which are those of the engine's logarithm.
 */
export interface Random {
  /** A uniform 32-bit unsigned integer. */
  uint32(): number
  /** A uniform number in [0, 1) with 53 random bits. */
  uniform(): number
  /** A uniform integer in [0, n). Throws RangeError unless n is an integer in 1 … 2³². */
  below(n: number): number
  /** A standard normal number (Marsaglia's polar method, 1964). */
  normal(): number
  /**
   * The integers 0 … n − 1 in random order (Fisher and Yates; Durstenfeld 1964). Throws RangeError unless n is an integer in
   * 0 … 2³² − 1.
   */
  permutation(n: number): Uint32Array
}

/**
 * A seeded generator: xoshiro128** 1.1 (Blackman and Vigna 2021), its state filled by SplitMix32 so that near seeds give
 * unrelated streams. Not for secrets.
 *
 * @param seed a non-negative integer below 2³²; default 0. Throws RangeError otherwise.
 */
export function createRandom(seed = 0): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`seed: expected an integer in 0 … 4294967295, got ${seed}`)
  }
  const uint32 = xoshiro128(...splitMixWords(seed))
  let spare = Number.NaN
  const uniform = () => ((uint32() >>> 5) * 0x4000000 + (uint32() >>> 6)) / 0x20000000000000
  const below = (n: number) => {
    if (!Number.isInteger(n) || n < 1 || n > 0x100000000) {
      throw new RangeError(`n: expected an integer in 1 … 4294967296, got ${n}`)
    }
    // Values past the last whole multiple of n would favour small results, so they are drawn again.
    const limit = 0x100000000 - (0x100000000 % n)
    let x = uint32()
    while (x >= limit) x = uint32()
    return x % n
  }
  const normal = () => {
    if (!Number.isNaN(spare)) {
      const out = spare
      spare = Number.NaN
      return out
    }
    let u = 0
    let v = 0
    let s = 0
    do {
      u = 2 * uniform() - 1
      v = 2 * uniform() - 1
      s = u * u + v * v
    } while (s >= 1 || s === 0)
    const scale = Math.sqrt((-2 * Math.log(s)) / s)
    spare = v * scale
    return u * scale
  }
  const permutation = (n: number) => {
    if (!Number.isInteger(n) || n < 0 || n > 0xffffffff) {
      throw new RangeError(`n: expected an integer in 0 … 4294967295, got ${n}`)
    }
    const out = new Uint32Array(n)
    for (let i = 0; i < n; i++) out[i] = i
    for (let i = n - 1; i > 0; i--) {
      const j = below(i + 1)
      const t = out[i]
      out[i] = out[j]
      out[j] = t
    }
    return out
  }
  return { uint32, uniform, below, normal, permutation }
}
