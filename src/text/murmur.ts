const C1 = 0xcc9e2d51
const C2 = 0x1b873593

/**
 * MurmurHash3 x86 32-bit (Austin Appleby, `MurmurHash3_x86_32`) of `bytes[start, end)`, as a signed 32-bit integer, the
 * form scikit-learn's feature hashing works on. Allocates nothing, so that any byte range of one buffer can be hashed in
 * place. `seed` is read as 32 bits.
 */
export function murmur3(bytes: Uint8Array, start: number, end: number, seed: number): number {
  const length = end - start
  const tail = start + (length & ~3)
  let h = seed | 0
  for (let i = start; i < tail; i += 4) {
    h = murmurBlock(h, bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24))
  }
  const rest = length & 3
  let k = 0
  if (rest > 0) k = bytes[tail]
  if (rest > 1) k |= bytes[tail + 1] << 8
  if (rest > 2) k |= bytes[tail + 2] << 16
  return murmurEnd(h, k, length)
}

/** The state of the hash, `h`, after four bytes more: `k`, the first of them lowest. It begins as the seed. */
export function murmurBlock(h: number, k: number): number {
  const m = Math.imul(k, C1)
  const x = h ^ Math.imul((m << 15) | (m >>> 17), C2)
  return (Math.imul((x << 13) | (x >>> 19), 5) + 0xe6546b64) | 0
}

/** The hash from the state before the last bytes: `k`, none to three of them, the first lowest, of `length` in all. */
export function murmurEnd(h: number, k: number, length: number): number {
  const m = Math.imul(k, C1)
  let x = h ^ Math.imul((m << 15) | (m >>> 17), C2) ^ length
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
