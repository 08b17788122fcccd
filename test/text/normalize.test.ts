import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NormalizeOptions, normalize, normalizeMapped } from '../../src/text/index.ts'

/** Characters that join, decompose, vanish, change length or mislead, mixed at random. */
const awkward = fc
  .array(
    fc.constantFrom(
      ...Array.from(
        'aAeE oO.-_*1340579$@!sS\n\tΣσςΑİIıßẞﬁＡａｶﾞﾟがパ한한ᄒ\u1161\u11abㅏㅎﾡￂé́\u0327\u0323ŉΐᾳÅ😀𝒳\u{1d15e}'
      ),
      '\u0301',
      '\u1112\u1161\u11ab',
      '\u200b',
      '\u200d',
      '\u00ad',
      '\ufe0f',
      '\u202e',
      '\u3099',
      '\u0344',
      '\u0fb2\u0f71',
      '\u0dd9\u0dcf',
      '\ud83d',
      '\ude00',
      '\ud800',
      'а',
      'раураl',
      'ф',
      '漢',
      '👩‍👩‍👧'
    )
  )
  .map(parts => parts.join(''))
const anyText = fc.oneof(awkward, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
const anyOptions: fc.Arbitrary<NormalizeOptions> = fc.record({
  unicode: fc.constantFrom('NFKC' as const, 'NFC' as const, false as const),
  lowercase: fc.boolean(),
  marks: fc.boolean(),
  accents: fc.boolean(),
  confusables: fc.boolean(),
  leet: fc.boolean(),
  stretched: fc.boolean(),
  spaced: fc.boolean()
})
const RUNS = { numRuns: 2000 }

describe('normalizeMapped', () => {
  it('gives the text that normalize gives, and ranges that ascend within the original', () => {
    fc.assert(
      fc.property(anyText, anyOptions, (text, options) => {
        const mapped = normalizeMapped(text, options)
        expect(mapped.text).toBe(normalize(text, options))
        expect(mapped.starts.length).toBe(mapped.text.length)
        expect(mapped.ends.length).toBe(mapped.text.length)
        for (let i = 0; i < mapped.text.length; i++) {
          expect(mapped.starts[i]).toBeLessThan(mapped.ends[i])
          expect(mapped.ends[i]).toBeLessThanOrEqual(text.length)
          if (i > 0) expect(mapped.starts[i]).toBeGreaterThanOrEqual(mapped.starts[i - 1])
          if (i > 0) expect(mapped.ends[i]).toBeGreaterThanOrEqual(mapped.ends[i - 1])
        }
      }),
      RUNS
    )
  })

  it('is fine: each unit points at the character it came from', () => {
    const behind = (text: string, options?: NormalizeOptions) => {
      const { text: out, starts, ends } = normalizeMapped(text, options)
      return Array.from(out, (unit, i) => `${unit}<${text.slice(starts[i], ends[i])}`)
    }
    expect(behind('Ae\u0301\u200bＢ')).toEqual(['a<A', 'é<e\u0301', 'b<Ｂ'])
    expect(behind('ﬁ가')).toEqual(['f<ﬁ', 'i<ﬁ', '가<가'])
    expect(behind('\u1112\u1161\u11ab!')).toEqual(['한<\u1112\u1161\u11ab', '!<!'])
    expect(behind('x soooo', { stretched: true })).toEqual(['x<x', ' < ', 's<s', 'o<oooo', 'o<oooo'])
    expect(behind('$HIT', { leet: true })).toEqual(['s<$', 'h<H', 'i<I', 't<T'])
    expect(behind('f u c', { spaced: true })).toEqual(['f<f', 'u<u', 'c<c'])
  })
})

describe('normalize', () => {
  it('is idempotent with the defaults', () => {
    fc.assert(
      fc.property(anyText, text => {
        // Stripping what stands between two lone surrogates can join them into a character that changes once more.
        const once = normalize(Buffer.from(text).toString())
        expect(normalize(once)).toBe(once)
      }),
      RUNS
    )
  })

  it('treats ASCII the same on its fast path', () => {
    fc.assert(
      fc.property(fc.string(), anyOptions, (text, options) => {
        // A character past ASCII that nothing touches takes the long path.
        expect(normalize(`${text}\n\u2020`, options)).toBe(`${normalize(`${text}\n`, options)}\u2020`)
      }),
      RUNS
    )
  })

  it.each<[string, NormalizeOptions, string, string]>([
    ['folds compatibility forms', {}, 'ﬁne Ｆｕｌｌ ｶﾞ ½', 'fine full ガ 1⁄2'],
    ['composes only, with NFC', { unicode: 'NFC' }, 'ﬁ e\u0301', 'ﬁ é'],
    ['leaves forms alone', { unicode: false }, 'ﬁ e\u0301', 'ﬁ e\u0301'],
    ['lower-cases without a locale', {}, 'TITLE İI ΟΔΟΣ ẞ', 'title i\u0307i οδος ß'],
    ['keeps case', { lowercase: false }, 'ABC', 'ABC'],
    ['strips what does not show', {}, 'f\u200br\u00ade\u2060e\ufe0f \u202eabc\u202c\ufeff', 'free abc'],
    ['keeps what does not show', { marks: false }, 'a\u200bb', 'a\u200bb'],
    ['strips accents', { accents: true }, 'Café naïve Ångström', 'cafe naive angstrom'],
    ['keeps marks that spell', { accents: true }, 'が हिन्दी ที่ שָׁלוֹם 한', 'が हिन्दी ที่ שָׁלוֹם 한'],
    ['keeps accents', {}, 'Café', 'café'],
    ['keeps a lone surrogate', {}, 'A\ud800B', 'a\ud800b'],
    ['is empty for nothing', {}, '', '']
  ])('%s', (_, options, text, expected) => {
    expect(normalize(text, options)).toBe(expected)
  })

  it('refuses options by name', () => {
    expect(() => normalize('a', { leat: true } as NormalizeOptions)).toThrow(/normalize\.leat: unknown option.*leet/)
    expect(() => normalize('a', { unicode: 'NFD' as 'NFC' })).toThrow('normalize.unicode: expected "NFKC" or "NFC"')
    expect(() => normalize('a', { leet: 1 as unknown as boolean })).toThrow(
      'normalize.leet: expected true or false, got 1'
    )
  })
})
