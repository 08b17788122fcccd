import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type TokenizeOptions, tokenize } from '../../src/text/index.ts'

const words = (text: string, options?: TokenizeOptions) => tokenize(text, options).map(token => token.text)

describe('tokenize', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' \n\t ', []],
    ["don't stop, it's O’Reilly's", ['don', 't', 'stop', 'it', 's', 'O', 'Reilly', 's']],
    ['Café naïve e\u0301t\u0301', ['Café', 'naïve', 'e\u0301t\u0301']],
    ['a_b 2.5 x1', ['a', 'b', '2', '5', 'x1']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['𝒳𝒴 😀 𐐀', ['𝒳𝒴', '𐐀']],
    ['\ud800a\udc00', ['a']],
    ['constructor __proto__', ['constructor', 'proto']]
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it("follows scikit-learn's pattern on demand", () => {
    expect(words("don't a_b _c I 東京 cafe\u0301", { pattern: 'sklearn' })).toEqual([
      'don',
      'a_b',
      '_c',
      '東京',
      'cafe'
    ])
  })

  it('leaves out short tokens on demand, but not where a character is a word', () => {
    expect(words("I don't 𐐀 𐐀𐐁 abc 漢 a漢b", { minLength: 2 })).toEqual(['don', '𐐀𐐁', 'abc', '漢', '漢'])
    expect(words('a ab_ abc', { minLength: 3, pattern: 'sklearn' })).toEqual(['ab_', 'abc'])
  })

  it('gives the place of each token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        for (const { text: word, start, end } of tokenize(text)) {
          expect(text.slice(start, end)).toBe(word)
          expect(word).not.toBe('')
        }
      })
    )
  })

  it('covers every letter and digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const covered = new Set<number>()
        for (const { start, end } of tokenize(text)) for (let i = start; i < end; i++) covered.add(i)
        for (const match of text.matchAll(/[\p{L}\p{N}]/gu)) expect(covered.has(match.index)).toBe(true)
      })
    )
  })
})

describe('scripts without spaces', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('are cut into words and character pairs, each once', () => {
    expect(words('認証サーバー')).toEqual(['認証', 'サーバー', '証サ', 'サー', 'ーバ', 'バー'])
    expect(words('abc漢x')).toEqual(['abc', '漢', 'x'])
  })

  it('are cut into pairs alone, with their marks, without the segmenter', () => {
    expect(words('認証サーバー', { segmenter: false })).toEqual(['認証', '証サ', 'サー', 'ーバ', 'バー'])
    expect(words('漢', { segmenter: false })).toEqual(['漢'])
    expect(words('ที่นี่', { segmenter: false })).toEqual(['ที่นี่'])
    expect(words('𠀀𠀁𠀂', { segmenter: false })).toEqual(['𠀀𠀁', '𠀁𠀂'])
  })

  it('meet in pairs where words do not', () => {
    const pairs = (text: string) => new Set(words(text))
    expect(pairs('懵逼了').has('懵逼')).toBe(true)
    expect(pairs('懵逼').has('懵逼')).toBe(true)
  })

  it('need no segmenter', async () => {
    vi.resetModules()
    vi.stubGlobal('Intl', {})
    const fresh = await import('../../src/text/tokenize.ts')
    expect(fresh.tokenize('認証サ a').map(token => token.text)).toEqual(['認証', '証サ', 'a'])
  })

  it('do not touch other words', () => {
    expect(words('Привет мир 한국어 ελληνικά עברית')).toEqual(['Привет', 'мир', '한국어', 'ελληνικά', 'עברית'])
  })
})

describe('options', () => {
  it('are checked', () => {
    expect(() => tokenize('a', { patern: 'unicode' } as TokenizeOptions)).toThrow('tokenize.patern: unknown option')
    expect(() => tokenize('a', { pattern: 'x' as 'unicode' })).toThrow(
      'tokenize.pattern: expected "unicode" or "sklearn"'
    )
  })
})
