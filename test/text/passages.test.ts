import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterEnd } from '../../src/text/clusters.ts'
import { PASSAGES_DEFAULTS, type PassagesOptions, passagesOf, sentencesOf } from '../../src/text/index.ts'
import { anyProse, mayCut, outside, trimmed } from './pieces.ts'

const cut = (text: string, maxCharacters: number, overlap = 0) =>
  passagesOf(text, { maxCharacters, overlap }).map(({ start, end }) => text.slice(start, end))

const settings = fc
  .integer({ min: 1, max: 60 })
  .chain(max => fc.record({ maxCharacters: fc.constant(max), overlap: fc.nat({ max: Math.floor(max / 2) }) }))
const longest = (text: string) => {
  let most = 0
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = clusterEnd(text, at)
    most = Math.max(most, end - at)
  }
  return most
}

describe('passagesOf', () => {
  it('covers everything but white space, within the limit, and cuts no character', () => {
    fc.assert(
      fc.property(anyProse, settings, (text, options) => {
        const ranges = passagesOf(text, options)
        const allowed = mayCut(text)
        const limit = Math.max(options.maxCharacters, longest(text))
        ranges.forEach(({ start, end }, i) => {
          expect(end).toBeGreaterThan(start)
          expect(end - start).toBeLessThanOrEqual(limit)
          expect(trimmed(text.slice(start, end))).toHaveLength(end - start)
          expect(allowed.has(start) && allowed.has(end)).toBe(true)
          if (i === 0) return
          expect(start).toBeGreaterThan(ranges[i - 1].start)
          expect(end).toBeGreaterThan(ranges[i - 1].end)
          expect(ranges[i - 1].end - start).toBeLessThanOrEqual(options.overlap)
        })
        expect(trimmed(outside(text, ranges))).toBe('')
      }),
      { numRuns: 800 }
    )
  })

  it('cuts a sentence only where it is longer than a passage', () => {
    fc.assert(
      fc.property(anyProse, settings, (text, options) => {
        const ends = new Set(passagesOf(text, options).map(({ end }) => end))
        for (const { start, end } of sentencesOf(text)) {
          if (end - start > options.maxCharacters) continue
          for (let i = start + 1; i < end; i++) expect(ends.has(i)).toBe(false)
        }
      })
    )
  })

  it('is the whole text where that fits', () => {
    fc.assert(
      fc.property(anyProse, text => {
        const kept = trimmed(text)
        expect(cut(text, 600)).toEqual(kept === '' ? [] : [kept])
      })
    )
  })

  it('puts paragraphs together while they fit', () => {
    expect(cut('One is.\n\nTwo is.\n\nThree is.', 17)).toEqual(['One is.\n\nTwo is.', 'Three is.'])
    expect(cut('One is. More.\n\nTwo is. Less. More.', 25)).toEqual(['One is. More.', 'Two is. Less. More.'])
  })

  it('takes each line for a paragraph where lines are too long to have been wrapped', () => {
    const line = `${'Words on a line. '.repeat(8)}The last.`
    expect(cut(`${line}\nOne more. ${line}`, 170)).toEqual([line, `One more. ${line}`])
  })

  it('lets a heading take in what follows', () => {
    expect(cut('Head\n\nOne sentence. Two sentences.', 30)).toEqual(['Head\n\nOne sentence.', 'Two sentences.'])
  })

  it('cuts long paragraphs between sentences, long sentences between words, long words anywhere', () => {
    expect(cut('One is here. Two is here. Three is.', 20)).toEqual(['One is here.', 'Two is here.', 'Three is.'])
    expect(cut('One. A sentence with many words in it. Two.', 20)).toEqual([
      'One. A sentence with',
      'many words in it.',
      'Two.'
    ])
    expect(cut('a bcdefghijklm n', 5)).toEqual(['a', 'bcdef', 'ghijk', 'lm n'])
    expect(cut('漢字仮名、交じり文', 5)).toEqual(['漢字仮名、', '交じり文'])
  })

  it('begins with the end of the last passage on demand', () => {
    expect(cut('One is. Two is. Three is. Four is.', 20, 10)).toEqual([
      'One is. Two is.',
      'Two is. Three is.',
      'Three is. Four is.'
    ])
    expect(cut('One is. Two is longer than.', 20, 10)).toEqual(['One is.', 'Two is longer than.'])
    expect(cut('a bb ccc dddd eeeee', 9, 4)).toEqual(['a bb ccc', 'ccc dddd', 'eeeee'])
  })

  it('has no part of nothing', () => {
    expect(passagesOf('')).toEqual([])
    expect(passagesOf(' \n\u3000')).toEqual([])
  })

  it('cuts what has no boundary', () => {
    expect(passagesOf('a'.repeat(100_000))).toHaveLength(Math.ceil(100_000 / PASSAGES_DEFAULTS.maxCharacters))
    expect(passagesOf(`a${'\u0301'.repeat(2000)}`)).toEqual([{ start: 0, end: 2001 }])
    for (const piece of ['. ', 'x\n', '-\n', '🇩🇪', '\ud800', '漢', 'a '])
      expect(passagesOf(piece.repeat(20_000), { maxCharacters: 20, overlap: 10 }).length).toBeGreaterThan(900)
  })

  it.each<[PassagesOptions, string]>([
    [{ maxCharacters: 0 }, 'passagesOf.maxCharacters: expected an integer from 1 to'],
    [{ maxCharacters: 10, overlap: 6 }, 'passagesOf.overlap: expected an integer from 0 to 5, got 6'],
    [{ max: 1 } as PassagesOptions, 'passagesOf.max: unknown option, expected one of maxCharacters, overlap']
  ])('refuses %j', (options, message) => {
    expect(() => passagesOf('a', options)).toThrow(message)
  })
})
