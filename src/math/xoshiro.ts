/**
 * xoshiro128** 1.1: a stream of uniform 32-bit unsigned integers from a state of four 32-bit words, not all zero (Blackman and
 * Vigna, Scrambled linear pseudorandom number generators, 2021).
 */
export function xoshiro128(a: number, b: number, c: number, d: number): () => number {
  return () => {
    const m = Math.imul(b, 5)
    const result = Math.imul((m << 7) | (m >>> 25), 9)
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }
}

/**
 * The first four words of SplitMix32 from `seed`, so that near seeds give unrelated states. Its output is a bijection of a
 * counter, so no two of the words are equal, and the state is never all zero.
 */
export function splitMixWords(seed: number): [number, number, number, number] {
  let counter = seed | 0
  const next = () => {
    counter = (counter + 0x9e3779b9) | 0
    let z = counter ^ (counter >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  return [next(), next(), next(), next()]
}
