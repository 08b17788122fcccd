import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AS_WRITTEN, LOWER_CASE } from '../../src/text/ascii-forms.ts'
import { ByteWords } from '../../src/text/byte-words.ts'
import { utf8 } from '../../src/text/index.ts'

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abAB1_éš'), maxLength: 4 }),
  fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 12 })
)

test('has the words that a set has, in the form they are read in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, (words, other) => {
      const set = new Set(words)
      const bytes = new ByteWords(set)
      // What a character beyond bytes leaves of itself in one must not pass for a word.
      const cut = words.map(one => one.replace(/š/g, 'a'))
      for (const asked of [...words, ...cut, other].filter(one => /^[\0-\x7f]+$/.test(one))) {
        const text = utf8(`<${asked}>`)
        const end = text.length - 1
        expect(bytes.has(text, 1, end, AS_WRITTEN.kept)).toBe(set.has(asked))
        expect(bytes.has(text, 1, end, LOWER_CASE.kept)).toBe(set.has(asked.toLowerCase()))
      }
    })
  )
})
