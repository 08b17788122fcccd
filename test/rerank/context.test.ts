import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildContext, CONTEXT_DEFAULTS, type ContextOptions } from '../../src/rerank/context.ts'
import type { ContextPassage } from '../../src/rerank/passage.ts'
import { passagesOf } from '../../src/text/index.ts'
import { anyProse } from '../text/pieces.ts'

const documents: Readonly<Record<string, string>> = {
  wing: 'A wing in a slipstream has lift.\n\nIts drag is higher too. The span matters little.',
  heat: 'Heat flows from the hot to the cold. So says the second law.',
  same: 'Heat flows from the hot to the cold, so says the second law!'
}

/** The passage of a document that begins with `start` and ends with `end`. */
function piece(id: string, score: number, start = '', end = '', more: Partial<ContextPassage> = {}): ContextPassage {
  const whole = documents[id]
  const from = whole.indexOf(start)
  const to = end === '' ? whole.length : whole.indexOf(end) + end.length
  return { id, field: 'text', start: from, end: to, text: whole.slice(from, to), score, ...more }
}

const counters: readonly ((text: string) => number)[] = [
  text => text.length,
  text => text.split(/\s+/u).filter(word => word !== '').length,
  text => text.length / 3.7,
  CONTEXT_DEFAULTS.countTokens,
  // Neither additive nor growing with the text.
  text => (text.length * 7919) % 31,
  text => Math.abs(40 - text.length),
  () => 0
]

/** Documents, and passages of their fields: some of them overlap, some adjoin, some are doubled. */
const anyPassages = fc
  .record({
    fields: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), anyProse, { minKeys: 1, maxKeys: 3 }),
    picks: fc.array(
      fc.record({
        key: fc.nat(),
        max: fc.integer({ min: 5, max: 80 }),
        which: fc.nat(),
        title: fc.option(fc.constantFrom('T', 'Two\n words ', ' '), { nil: undefined }),
        known: fc.boolean(),
        score: fc.integer({ min: -2, max: 2 }),
        id: fc.constantFrom(1, '1', '__proto__', 0)
      }),
      { maxLength: 12 }
    )
  })
  .map(({ fields, picks }) => {
    const entries = Object.entries(fields)
    const passages = picks.flatMap(({ key, max, which, title, known, score, id }): ContextPassage[] => {
      const [field, text] = entries[key % entries.length]
      const ranges = passagesOf(text, { maxCharacters: max, overlap: Math.floor(max / 3) })
      if (ranges.length === 0) return []
      const { start, end } = ranges[which % ranges.length]
      return [
        { id, field, start, end, text: text.slice(start, end), title, fieldText: known ? text : undefined, score }
      ]
    })
    return { fields, passages }
  })

describe('buildContext', () => {
  it('never counts more than it may, and cites what stands in the documents to the unit', () => {
    fc.assert(
      fc.property(
        anyPassages,
        fc.constantFrom(...counters),
        fc.nat({ max: 200 }),
        ({ fields, passages }, count, maxTokens) => {
          let calls = 0
          const countTokens = (text: string) => {
            calls++
            return count(text)
          }
          const { text, sources, tokens } = buildContext(passages, { maxTokens, countTokens })
          expect(tokens).toBe(count(text))
          if (text !== '') expect(tokens).toBeLessThanOrEqual(maxTokens)
          expect(text === '').toBe(sources.length === 0)
          if (maxTokens === 0) expect(text).toBe('')
          const longest = Math.max(1, ...passages.map(passage => passage.text.length))
          expect(calls).toBeLessThanOrEqual(1 + 2 * passages.length + Math.ceil(Math.log2(longest)) + 3)
          let at = 0
          sources.forEach(({ number, id, field, start, end, from, to }, i) => {
            expect(number).toBe(i + 1)
            expect(text.slice(from, to)).toBe(fields[field].slice(start, end))
            expect(text.slice(at, from)).toMatch(
              new RegExp(`^${i === 0 ? '' : '\n\n'}\\[${number}\\](?: T| Two words)?\n$`)
            )
            expect(passages.some(passage => passage.id === id && passage.field === field)).toBe(true)
            at = to
            for (const other of sources.slice(0, i)) {
              const apart = other.id !== id || other.field !== field || other.end < start || end < other.start
              expect(apart).toBe(true)
            }
          })
          expect(at).toBe(text.length)
        }
      ),
      { numRuns: 700 }
    )
  })

  it('takes all that is not said twice where there is room', () => {
    fc.assert(
      fc.property(anyPassages, ({ passages }) => {
        const { sources } = buildContext(passages, { maxTokens: 1e6 })
        const best = [...passages].sort((a, b) => b.score - a.score)[0]
        if (best !== undefined) expect(sources[0].id).toBe(best.id)
        const ids = sources.map(({ id }) => id)
        // A document's sources stand together, in order.
        expect(new Set(ids).size).toBe(ids.filter((id, i) => id !== ids[i - 1]).length)
        for (let i = 1; i < sources.length; i++) {
          const [a, b] = [sources[i - 1], sources[i]]
          if (a.id === b.id && a.field === b.field) expect(a.end).toBeLessThan(b.start)
        }
      })
    )
  })

  it('writes a number, a title and the text', () => {
    const passages = [piece('heat', 1, '', 'cold.', { title: ' On\n heat ' }), piece('wing', 2, 'Its', 'too.')]
    expect(buildContext(passages)).toEqual({
      text: '[1]\nIts drag is higher too.\n\n[2] On heat\nHeat flows from the hot to the cold.',
      sources: [
        { number: 1, id: 'wing', field: 'text', start: 34, end: 57, from: 4, to: 27 },
        { number: 2, id: 'heat', field: 'text', start: 0, end: 36, from: 41, to: 77 }
      ],
      tokens: CONTEXT_DEFAULTS.countTokens(
        '[1]\nIts drag is higher too.\n\n[2] On heat\nHeat flows from the hot to the cold.'
      )
    })
  })

  it('makes one source of passages that adjoin', () => {
    const known = { fieldText: documents.wing }
    const parts = [piece('wing', 3, 'The span', '', known), piece('heat', 2), piece('wing', 1, '', 'too.', known)]
    const { text, sources } = buildContext(parts)
    expect(text).toBe(`[1]\n${documents.wing}\n\n[2]\n${documents.heat}`)
    expect(sources).toHaveLength(2)
    const blind = parts.map(({ fieldText, ...part }) => part)
    expect(buildContext(blind).sources.map(({ id }) => id)).toEqual(['wing', 'wing', 'heat'])
    const overlapping = [piece('wing', 1, 'Its drag'), piece('wing', 2, '', 'drag is')]
    expect(buildContext(overlapping).text).toBe(`[1]\n${documents.wing}`)
  })

  it('leaves out what says the same, or stands in what was taken', () => {
    expect(buildContext([piece('heat', 1), piece('same', 2)]).sources.map(({ id }) => id)).toEqual(['same'])
    expect(buildContext([piece('wing', 2), piece('wing', 1, 'Its', 'too.')]).sources).toHaveLength(1)
    const smiles = { id: 1, field: 'text', start: 0, end: 2, text: '😀', score: 1 }
    expect(buildContext([smiles, { ...smiles, id: '1' }, { ...smiles, id: 2, text: '😁' }]).sources).toHaveLength(2)
  })

  it('passes over what does not fit for what does', () => {
    const passages = [piece('heat', 3, '', 'cold.'), piece('wing', 2), piece('wing', 1, 'Its', 'too.')]
    const countTokens = (text: string) => text.length
    expect(buildContext(passages, { maxTokens: 90, countTokens }).text).toBe(
      '[1]\nHeat flows from the hot to the cold.\n\n[2]\nIts drag is higher too.'
    )
  })

  it('cuts what is too long on its own behind a sentence, or a word', () => {
    const countTokens = (text: string) => text.length
    expect(buildContext([piece('wing', 1)], { maxTokens: 75, countTokens }).text).toBe(
      '[1]\nA wing in a slipstream has lift.\n\nIts drag is higher too.'
    )
    expect(buildContext([piece('heat', 1)], { maxTokens: 60, countTokens }).text).toBe(
      '[1]\nHeat flows from the hot to the cold.'
    )
    expect(buildContext([piece('heat', 1)], { maxTokens: 43, countTokens }).text).toBe('')
    const text = 'words that go on and on '.repeat(20)
    expect(buildContext([{ ...piece('heat', 1), text, end: text.length }], { maxTokens: 57, countTokens }).text).toBe(
      '[1]\nwords that go on and on words that go on and on words'
    )
    expect(buildContext([piece('wing', 1)], { maxTokens: 40, countTokens }).text).toBe('')
    const word = 'a'.repeat(100_000)
    expect(buildContext([{ ...piece('heat', 1), text: word, end: word.length }], { countTokens }).text).toBe('')
  })

  it('is empty for nothing, white space, no budget', () => {
    const empty = { text: '', sources: [], tokens: 0 }
    expect(buildContext([])).toEqual(empty)
    expect(buildContext([{ id: 1, field: 'text', start: 3, end: 5, text: ' \n', score: 1 }])).toEqual(empty)
    expect(buildContext([piece('heat', 1)], { maxTokens: 0, countTokens: () => 0 })).toEqual(empty)
    expect(buildContext([piece('heat', 1)], { maxTokens: 3, countTokens: text => text.length + 2 }).tokens).toBe(2)
  })

  it.each<[unknown, string]>([
    [Number.NaN, 'options.countTokens: expected a finite number of at least 0 from it, got NaN'],
    [-1, 'options.countTokens: expected a finite number of at least 0 from it, got -1'],
    ['5', 'options.countTokens: expected a finite number of at least 0 from it, got "5"'],
    [Promise.resolve(5), 'options.countTokens: expected a finite number of at least 0 from it, got an object']
  ])('refuses a count of %j', (count, message) => {
    expect(() => buildContext([], { countTokens: () => count as number })).toThrow(new RangeError(message))
  })

  it.each<[unknown, string]>([
    [{ maxTokens: -1 }, 'options.maxTokens: expected an integer from 0 to'],
    [{ countTokens: 4 }, 'options.countTokens: expected a function, got 4'],
    [{ tokens: 4 }, 'options.tokens: unknown option, expected one of maxTokens, countTokens']
  ])('refuses the options %j', (options, message) => {
    expect(() => buildContext([], options as ContextOptions)).toThrow(message)
  })

  it.each<[object, string]>([
    [{ text: 5 }, 'passages[0].text: expected a string, got 5'],
    [{ start: -1 }, 'passages[0].start: expected an integer of at least 0, got -1'],
    [{ end: 7 }, 'passages[0].end: expected 60, the end of its text, got 7'],
    [{ fieldText: 'other' }, 'passages[0].text: expected what stands at 0 of fieldText'],
    [{ score: Number.NaN }, 'passages[0].score: expected a finite number, got NaN']
  ])('refuses a passage with %j', (wrong, message) => {
    expect(() => buildContext([{ ...piece('heat', 1), ...wrong } as ContextPassage])).toThrow(message)
  })
})
