import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SparseRow } from '../../src/math/sparse.ts'
import {
  type BlockOptions,
  createFeaturizer,
  englishStopWords,
  type FeaturizerOptions,
  featurizerFromConfig,
  murmur3,
  normalize,
  porter,
  tokenize,
  utf8
} from '../../src/text/index.ts'

const text = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...Array.from('abC é😀漢字ของ한\u0301\u200bİΣ\ud800_$1.!\n٣๓𑁦𝟙'),
        'the ',
        'The, ',
        'dogs ',
        'constructor '
      )
    )
    .map(parts => parts.join('')),
  fc.string({ unit: 'binary' })
)
const block: fc.Arbitrary<BlockOptions> = fc
  .record({
    kind: fc.constantFrom('word' as const, 'char' as const, 'surface' as const),
    min: fc.integer({ min: 2, max: 4 }),
    more: fc.integer({ min: 0, max: 3 }),
    dims: fc.constantFrom(1, 2, 7, 64, 1000, 2 ** 18, 2 ** 30),
    signed: fc.boolean(),
    seed: fc.constantFrom(0, 1, 2 ** 32 - 1),
    digits: fc.constantFrom('keep' as const, 'mask' as const, undefined),
    stopWords: fc.constantFrom(true, false, undefined),
    stem: fc.constantFrom(true, false, undefined)
  })
  .map(({ more, digits, stopWords, stem, ...rest }) => ({
    ...rest,
    ...(digits && { digits }),
    ...(stopWords !== undefined && { stopWords }),
    ...(stem !== undefined && { stem: stem && rest.kind === 'word' }),
    name: rest.kind,
    max: rest.min + more
  }))
const options: fc.Arbitrary<FeaturizerOptions> = fc.record({
  blocks: fc.array(block, { minLength: 1, maxLength: 3 }),
  stem: fc.constantFrom(null, porter),
  stopWords: fc.constantFrom(null, englishStopWords),
  tokenize: fc.record({
    pattern: fc.constantFrom('unicode' as const, 'sklearn' as const),
    minLength: fc.integer({ min: 1, max: 3 })
  }),
  normalize: fc.constantFrom(
    {},
    { leet: true, spaced: true, stretched: true, confusables: true, accents: true },
    { unicode: false as const, marks: false, lowercase: false }
  )
})

/** What Python calls white space and JavaScript does not; U+FEFF is the reverse. */
const SEPARATORS = String.fromCharCode(0x1c, 0x1d, 0x1e, 0x1f, 0x85)
const PYTHON_SPACE = new RegExp(`(?:(?!\\ufeff)[\\s${SEPARATORS}])+`)

const mask = (piece: string, { digits }: BlockOptions) => (digits === 'mask' ? piece.replace(/\p{Nd}/gu, '0') : piece)

/** Runs of `min` to `max` neighbours joined by a space. */
function joined(pieces: string[], { min, max }: BlockOptions): string[] {
  const out: string[] = []
  for (let n = min; n <= max; n++) {
    for (let i = 0; i + n <= pieces.length; i++) out.push(pieces.slice(i, i + n).join(' '))
  }
  return out
}

/** The n-grams of a text, made the plain way: arrays and strings. */
function plainNgrams(source: string, one: BlockOptions, given: FeaturizerOptions): string[] {
  const { kind, min, max } = one
  const stops = (one.stopWords ?? kind === 'word') ? given.stopWords?.words : undefined
  if (kind === 'word') {
    const stem = one.stem === false ? null : given.stem
    const tokens = tokenize(normalize(source, given.normalize), given.tokenize)
      .map(token => token.text)
      .filter(token => !stops?.has(token))
      .map(token => mask(stem?.stem(token) ?? token, one))
    return joined(tokens, one)
  }
  if (kind === 'surface') {
    const { marks = true, unicode = 'NFKC' } = given.normalize ?? {}
    const written = normalize(source, { marks, unicode, lowercase: false })
    const pieces = written
      .split(PYTHON_SPACE)
      .flatMap(part => part.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? [])
      .filter(piece => !stops?.has(piece.toLowerCase()))
      .map(piece => mask(piece, one))
    return joined(pieces, one)
  }
  const out: string[] = []
  for (const word of normalize(source, given.normalize).split(PYTHON_SPACE)) {
    if (word === '' || stops?.has((word.match(/[\p{L}\p{N}\p{M}]/gu) ?? []).join(''))) continue
    const padded = Array.from(` ${mask(word, one)} `)
    for (let n = min; n <= max; n++) {
      for (let i = 0; i === 0 || i + n <= padded.length; i++) out.push(padded.slice(i, i + n).join(''))
      if (padded.length <= n) break
    }
  }
  return out
}

function plainRow(grams: string[], { dims, signed, seed }: BlockOptions): [number, number][] {
  const row = new Map<number, number>()
  for (const gram of grams) {
    const bytes = utf8(gram)
    const h = murmur3(bytes, 0, bytes.length, seed ?? 0)
    const column = Math.abs(h) % dims
    row.set(column, (row.get(column) ?? 0) + (signed !== false && h < 0 ? -1 : 1))
  }
  return [...row].sort((a, b) => a[0] - b[0])
}

const pairs = (row: SparseRow): [number, number][] => Array.from(row.indices, (column, i) => [column, row.values[i]])

describe('createFeaturizer', () => {
  it('counts what n-grams made as strings count', () => {
    fc.assert(
      fc.property(text, options, (source, given) => {
        const rows = createFeaturizer(given).transformOne(source)
        rows.forEach((row, b) => {
          const one = (given.blocks ?? [])[b]
          expect(pairs(row)).toEqual(plainRow(plainNgrams(source, one, given), one))
        })
      }),
      { numRuns: 500 }
    )
  })

  it('gives a batch the rows of its texts, in any order', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), options, (texts, given) => {
        const featurizer = createFeaturizer(given)
        const batch = featurizer.transform(texts)
        texts.forEach((source, i) => {
          featurizer.transformOne(source).forEach((row, b) => {
            const { indptr, indices, values } = batch[b]
            expect(indices.slice(indptr[i], indptr[i + 1])).toEqual(row.indices)
            expect(values.slice(indptr[i], indptr[i + 1])).toEqual(row.values)
          })
        })
        for (const { rows, indptr, indices } of batch) {
          expect([rows, indptr.length, indptr[rows]]).toEqual([texts.length, texts.length + 1, indices.length])
        }
      })
    )
  })

  it('traces every count to a place in the text as given', () => {
    fc.assert(
      fc.property(text, options, (source, given) => {
        const featurizer = createFeaturizer(given)
        const sums = featurizer.config.blocks.map(() => new Map<number, number>())
        for (const { block: b, column, sign, start, end } of featurizer.trace(source)) {
          sums[b].set(column, (sums[b].get(column) ?? 0) + sign)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(source.length)
        }
        featurizer.transformOne(source).forEach((row, b) => {
          expect([...sums[b]].sort((x, y) => x[0] - y[0])).toEqual(pairs(row))
        })
      }),
      { numRuns: 500 }
    )
  })

  it('points at the very characters of an n-gram where nothing is folded', () => {
    const kinds = fc.constantFrom('word' as const, 'char' as const, 'surface' as const)
    fc.assert(
      fc.property(
        text,
        kinds,
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom('keep', 'mask'),
        (source, kind, n, digits) => {
          // A lone pad is no character of the text.
          const min = kind === 'char' ? n : 1
          const one = { name: 'b', kind, min, max: min, dims: 2 ** 30, digits } as const
          const normalize = { marks: false, unicode: false, lowercase: false } as const
          for (const { column, start, end } of createFeaturizer({ blocks: [one], normalize }).trace(source)) {
            const gram = mask(source.slice(start, end), one)
            const padded = kind === 'char' ? [gram, ` ${gram}`, `${gram} `, ` ${gram} `] : [gram]
            expect(padded.map(each => plainRow([each], one)[0][0])).toContain(column)
          }
        }
      ),
      { numRuns: 300 }
    )
  })

  it('traces to the pieces a reader would point at', () => {
    const pieces = (source: string, given: FeaturizerOptions) =>
      createFeaturizer(given)
        .trace(source)
        .map(({ start, end }) => source.slice(start, end))
    const word = (min: number, max: number) => [{ name: 'w', kind: 'word' as const, min, max, dims: 64 }]
    const char = (n: number) => [{ name: 'c', kind: 'char' as const, min: n, max: n, dims: 64 }]
    expect(pieces('The DOGS ran', { blocks: word(1, 2), stopWords: englishStopWords, stem: porter })).toEqual([
      'DOGS',
      'ran',
      'DOGS ran'
    ])
    expect(pieces('I f u c k!', { blocks: word(1, 1), normalize: { spaced: true } })).toEqual(['I f u c k'])
    const surface = [{ name: 's', kind: 'surface' as const, min: 1, max: 1, dims: 64, digits: 'mask' as const }]
    expect(pieces("WIN £1,000!!! N\u200bOW it's", { blocks: surface, normalize: { leet: true } })).toEqual([
      'WIN',
      '£',
      '1',
      ',',
      '000',
      '!!!',
      'N\u200bOW',
      'it',
      "'",
      's'
    ])
    const noStops = char(20).map(one => ({ ...one, stopWords: true }))
    expect(pieces('The, "dogs" (it\'s) $$ all-', { blocks: noStops, stopWords: englishStopWords })).toEqual([
      '"dogs"',
      '$$'
    ])
    expect(pieces('x\u200by é😀z', { blocks: char(3) })).toEqual(['x\u200by', 'x\u200by', 'é😀', 'é😀z', '😀z'])
  })

  it('lets numbers of one shape meet, and keeps case, on demand', () => {
    const row = (source: string, kind: BlockOptions['kind'], digits: 'keep' | 'mask') =>
      createFeaturizer({ blocks: [{ name: 'b', kind, min: 1, max: 3, dims: 2 ** 18, digits }] }).transformOne(source)
    for (const kind of ['word', 'char', 'surface'] as const) {
      expect(row('call 0871-٣ now', kind, 'mask')).toEqual(row('call 0906-7 now', kind, 'mask'))
      expect(row('call 0871 now', kind, 'keep')).not.toEqual(row('call 0906 now', kind, 'keep'))
      expect(row('call 087 now', kind, 'mask')).not.toEqual(row('call 0906 now', kind, 'mask'))
    }
    expect(row('FREE', 'surface', 'keep')).not.toEqual(row('free', 'surface', 'keep'))
    expect(row('FREE', 'word', 'keep')).toEqual(row('free', 'word', 'keep'))
  })

  it('bounds the n-grams of a text on demand', () => {
    const one = { name: 'c', kind: 'char' as const, min: 1, max: 2, dims: 2 ** 18, signed: false }
    const count = (maxPerText: number) =>
      createFeaturizer({ blocks: [{ ...one, maxPerText }] })
        .transformOne('hello there world')[0]
        .values.reduce((a, b) => a + b, 0)
    expect(count(5)).toBe(5)
    expect(count(0)).toBe(count(1000))
    expect(count(0)).toBe(7 + 6 + 7 + 6 + 7 + 6)
  })

  it('has no features for texts without any', () => {
    for (const source of ['', ' \n ', '\u200b']) {
      for (const row of createFeaturizer().transformOne(source)) expect(row.indices.length).toBe(0)
    }
    expect(createFeaturizer().transform([])[0]).toMatchObject({ rows: 0, cols: 2 ** 18 })
  })

  it('hashes a lone surrogate as U+FFFD', () => {
    const { transformOne } = createFeaturizer()
    expect(transformOne('a\ud800b')).toEqual(transformOne('a\ufffdb'))
  })

  it.each([
    ['one word', 'a'.repeat(1e6), 1, 3e6 - 3],
    ['short words', 'ab '.repeat(333_333), 333_333 + 333_332, 3 * 333_333],
    ['signs', '$'.repeat(1e6), 0, 3e6 - 3],
    ['spaces', ' '.repeat(1e6), 0, 0],
    ['Han', '漢'.repeat(333_333), 333_332 + 333_331, 3 * 333_333 - 3]
  ])('takes a megabyte of %s, and a short text after it', (_, long, words, chars) => {
    const featurizer = createFeaturizer({ tokenize: { segmenter: false } })
    const before = featurizer.transformOne('a short text')
    const total = featurizer.transformOne(long).map(row => row.values.reduce((a, b) => a + Math.abs(b), 0))
    expect(total).toEqual([words, chars])
    expect(featurizer.transformOne('a short text')).toEqual(before)
  })
})

describe('config', () => {
  it('is plain JSON that makes the same featurizer', () => {
    fc.assert(
      fc.property(text, options, (source, given) => {
        const featurizer = createFeaturizer(given)
        const config = JSON.parse(JSON.stringify(featurizer.config))
        expect(config).toEqual(featurizer.config)
        const again = featurizerFromConfig(config, { stemmers: [porter], stopWords: [englishStopWords] })
        expect(again.config).toEqual(config)
        expect(again.transformOne(source)).toEqual(featurizer.transformOne(source))
      })
    )
  })

  it('names what it needs', () => {
    const { config } = createFeaturizer({ stem: porter })
    expect(() => featurizerFromConfig(config)).toThrow('config.stem: the model needs "porter", which was not passed')
    expect(() => featurizerFromConfig({ ...config, analyzer: 'other' as 'waymark-text-1' })).toThrow(
      'config.analyzer: expected "waymark-text-1" or "waymark-text-2", got "other"'
    )
  })

  it.each<[unknown, string]>([
    [{ block: [] }, 'featurizer.block: unknown option'],
    [{ blocks: [] }, 'featurizer.blocks: expected at least one block'],
    [
      { blocks: [{ name: 'w', kind: 'word', min: 2, max: 1, dims: 8 }] },
      'featurizer.blocks[0].max: expected an integer'
    ],
    [
      { blocks: [{ name: 'w', kind: 'word', min: 1, max: 1, dims: 0 }] },
      'featurizer.blocks[0].dims: expected an integer'
    ],
    [{ blocks: [{ name: 'w', kind: 'line', min: 1, max: 1, dims: 8 }] }, 'featurizer.blocks[0].kind: expected "word"'],
    [{ blocks: [{ kind: 'word', min: 1, max: 1, dims: 8 }] }, 'featurizer.blocks[0].name: expected a string'],
    [
      { blocks: [{ name: 'c', kind: 'char', stem: true }] },
      'featurizer.blocks[0].stem: expected false for kind "char"'
    ],
    [
      { blocks: [{ name: 'c', kind: 'char', digits: true }] },
      'featurizer.blocks[0].digits: expected "keep" or "mask", got true'
    ],
    [
      { blocks: [{ name: 'c', kind: 'char', stopWords: 'en' }] },
      'featurizer.blocks[0].stopWords: expected true or false, got "en"'
    ],
    [{ tokenize: { minLength: 0 } }, 'featurizer.tokenize.minLength: expected an integer from 1'],
    [{ stem: 'porter' }, 'featurizer.stem: expected a stemmer'],
    [{ stopWords: 'english' }, 'featurizer.stopWords: expected stop words'],
    [{ normalize: { case: true } }, 'featurizer.normalize.case: unknown option'],
    [7, 'featurizer: expected an object of options, got 7']
  ])('refuses %j', (given, message) => {
    expect(() => createFeaturizer(given as FeaturizerOptions)).toThrow(message)
  })

  it('refuses what is no text, by place', () => {
    expect(() => createFeaturizer().transform(['a', 1 as unknown as string])).toThrow(
      'texts[1]: expected a string, got 1'
    )
    expect(() => createFeaturizer().transformOne(undefined as unknown as string)).toThrow('text: expected a string')
  })
})
