import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Analysis } from '../../src/text/analysis.ts'
import { streamOf } from '../../src/text/disguise/stream.ts'
import { disguises } from '../../src/text/disguises.ts'
import { featurizerConfig } from '../../src/text/features-config.ts'
import {
  type BlockOptions,
  createNormalizer,
  englishStopWords,
  type FeaturizerOptions,
  stopWordList
} from '../../src/text/index.ts'

const everyAscii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('')
const word = fc.constantFrom(
  'the',
  'The',
  'FREE',
  'a',
  'is',
  'ISN',
  'don',
  "Don't",
  'b2b',
  '2004',
  '$1.5',
  '!!!',
  '--',
  '_x_'
)
const ascii = fc.oneof(
  fc.string({ unit: 'binary-ascii', maxLength: 60 }),
  fc
    .array(fc.oneof(word, fc.constantFrom(' ', '  ', '\n', '\t', '\x1c', '\x7f', ',', '')), { maxLength: 30 })
    .map(all => all.join(''))
)
const wide = fc.array(
  fc.oneof(ascii, fc.constantFrom('é', 'İ', '漢字', '😀', '\u00a0', '\u200b', '\u0301', '…', '٣', 'Ａ', '\ud800')),
  { maxLength: 8 }
)
const text = fc.oneof(
  ascii,
  wide.map(all => all.join(''))
)

const block: fc.Arbitrary<BlockOptions> = fc
  .record({
    kind: fc.constantFrom('word' as const, 'char' as const, 'surface' as const),
    within: fc.constantFrom('spaces' as const, 'runs' as const),
    min: fc.integer({ min: 1, max: 5 }),
    more: fc.integer({ min: 0, max: 5 }),
    digits: fc.constantFrom('keep' as const, 'mask' as const),
    stopWords: fc.boolean(),
    maxPerText: fc.constantFrom(0, 0, 3)
  })
  .map(({ more, within, ...rest }) => ({
    ...rest,
    name: rest.kind,
    max: rest.min + more,
    dims: 2 ** 20,
    within: rest.kind === 'char' ? within : 'spaces'
  }))
const options: fc.Arbitrary<FeaturizerOptions> = fc.record({
  blocks: fc.array(block, { minLength: 1, maxLength: 3 }),
  stopWords: fc.constantFrom(
    null,
    englishStopWords,
    stopWordList('odd', ['THE', 'free', '2004', '!!!', 'é', '', 'don'])
  ),
  tokenize: fc.record({
    pattern: fc.constantFrom('unicode' as const, 'sklearn' as const),
    minLength: fc.integer({ min: 1, max: 3 })
  }),
  normalize: fc.constantFrom(
    {},
    { lowercase: false },
    { marks: false, unicode: false as const },
    { disguise: true },
    { leet: true, stretched: true }
  )
})

/** Everything that is known of the pieces and n-grams of a text that was read. */
function found(analysis: Analysis): unknown[] {
  return analysis.config.blocks.map((_, b) => {
    analysis.hash(b)
    const hashes = analysis.hashes.values.slice(0, analysis.hashes.count).sort()
    const { buffer, count, starts, ends, from, to } = analysis.list(b)
    const bytes = buffer.bytes.slice(0, buffer.size)
    return [bytes, hashes, ...[starts, ends, from, to].map(all => all.slice(0, count))].map(all => all.join())
  })
}

function expectSame(source: string, given: FeaturizerOptions): void {
  const config = featurizerConfig(given)
  const normalizer = createNormalizer(config.normalize)
  const analysis = new Analysis(config, normalizer, null, given.stopWords ?? null, disguises)
  analysis.read(source)
  const asBytes = JSON.stringify(found(analysis))
  const surface = normalizer.surface(source)
  const folded = normalizer.fold(surface)
  analysis.readForms({ surface, folded, stream: streamOf(folded) })
  // A string, because matchers take seconds over long arrays.
  expect(asBytes === JSON.stringify(found(analysis)) || [source, given]).toBe(true)
}

describe('a text read as bytes', () => {
  it('has the pieces, their places and the hashes that it has as a string', () => {
    fc.assert(fc.property(text, options, expectSame), { numRuns: 1000 })
  })

  it('has them for every character and for long texts', () => {
    const long = `It's 10:45, and THE quick brown fox jumps over 13 lazy dogs -- again!!! ${everyAscii} `.repeat(60)
    for (const source of [everyAscii, everyAscii.split('').join(' '), long, 'a'.repeat(5000), `${long}é`]) {
      for (const kind of ['word', 'char', 'surface'] as const) {
        const blocks = [{ name: kind, kind, min: 1, max: 3, dims: 64, digits: 'mask' as const }]
        expectSame(source, { blocks })
        if (kind === 'char')
          expectSame(source, {
            blocks: [{ ...blocks[0], within: 'runs', stopWords: true }],
            stopWords: englishStopWords
          })
      }
    }
  })

  it('takes nothing over from the text before', () => {
    const analysisOf = (given: FeaturizerOptions) => {
      const config = featurizerConfig(given)
      return new Analysis(config, createNormalizer(config.normalize), null, given.stopWords ?? null, disguises)
    }
    fc.assert(
      fc.property(text, text, options, (before, source, given) => {
        const used = analysisOf(given)
        used.read(before)
        used.read(source)
        const fresh = analysisOf(given)
        fresh.read(source)
        expect(found(used)).toEqual(found(fresh))
      })
    )
  })
})
