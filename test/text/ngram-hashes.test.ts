import fc from 'fast-check'
import { expect, test } from 'vitest'
import { murmur3 } from '../../src/text/index.ts'
import { Hashes, hashCharNgrams, hashWordNgrams } from '../../src/text/ngram-hashes.ts'
import { charNgrams, Ranges, wordNgrams } from '../../src/text/ngrams.ts'
import { Pieces } from '../../src/text/pieces.ts'

const piece = fc.oneof(
  fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
)
const lengths = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }))
const seeds = fc.constantFrom(0, 1, 0x9747b28c, 2 ** 32 - 1)

test.each([
  ['characters', charNgrams, hashCharNgrams],
  ['pieces', wordNgrams, hashWordNgrams]
] as const)('n-grams of %s have the hashes of their bytes, each as often as it occurs', (_, list, hash) => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), lengths, seeds, fc.boolean(), (words, [min, more], seed, alike) => {
      const pieces = new Pieces()
      pieces.clear()
      for (const word of words) pieces.push(word, 0, word.length, 0, word.length, false)
      // Where all bytes are characters, that they are so is a shortcut and no more.
      pieces.ascii = alike && words.every(word => /^[\0-\x7f]*$/.test(word))
      const hashes = new Hashes()
      hash(pieces, min, min + more, seed, hashes)
      const ranges = new Ranges()
      list(pieces, min, min + more, Number.POSITIVE_INFINITY, ranges)
      const { starts, ends, count } = ranges
      const expected = Int32Array.from({ length: count }, (_, i) =>
        murmur3(pieces.buffer.bytes, starts[i], ends[i], seed)
      )
      expect(hashes.values.slice(0, hashes.count).sort()).toEqual(expected.sort())
    }),
    { numRuns: 1000 }
  )
})
