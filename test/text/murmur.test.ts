import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { murmur3 } from '../../src/text/index.ts'

describe('murmur3', () => {
  it('passes the verification of SMHasher, the test suite of its author', () => {
    // Keys {}, {0}, {0, 1} … of 256 lengths under seeds 256 … 1; the hash of all hashes is published as 0xB0F57EE3.
    const key = Uint8Array.from({ length: 256 }, (_, i) => i)
    const hashes = new DataView(new ArrayBuffer(4 * 256))
    for (let i = 0; i < 256; i++) hashes.setInt32(4 * i, murmur3(key, 0, i, 256 - i), true)
    expect(murmur3(new Uint8Array(hashes.buffer), 0, 1024, 0) >>> 0).toBe(0xb0f57ee3)
  })

  it('sees nothing outside its range', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), fc.integer(), (before, key, after, seed) => {
        const joined = Uint8Array.from([...before, ...key, ...after])
        const start = before.length
        expect(murmur3(joined, start, start + key.length, seed)).toBe(murmur3(key, 0, key.length, seed))
      })
    )
  })
})
