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
    let k = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24)
    k = Math.imul(k, 0xcc9e2d51)
    k = (k << 15) | (k >>> 17)
    h ^= Math.imul(k, 0x1b873593)
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  const rest = length & 3
  if (rest !== 0) {
    let k = bytes[tail]
    if (rest > 1) k |= bytes[tail + 1] << 8
    if (rest > 2) k |= bytes[tail + 2] << 16
    k = Math.imul(k, 0xcc9e2d51)
    k = (k << 15) | (k >>> 17)
    h ^= Math.imul(k, 0x1b873593)
  }
  h ^= length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
