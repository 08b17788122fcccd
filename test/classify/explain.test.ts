import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reasonsFor } from '../../src/classify/explain.ts'
import { type Reason, trainClassifier } from '../../src/classify/index.ts'
import { createScorer, type TextModel } from '../../src/classify/text-model.ts'
import { trainModel } from '../../src/classify/train.ts'
import { QUICK, sentences } from './samples.ts'

const two = ['cooking', 'football']
const strange = [
  { text: 'Straße ＦＵＬＬ ﬁne 😀😀 goal! e\u0301te\u0301 ½ cup', label: 'cooking' },
  { text: 'goooal ㎞ 東京の天気 مرحبا x² don’t-stop £5,000 \u{1d400}\u{1d401}', label: 'football' }
]
const binary = trainModel([...sentences(20, 1, two), ...strange], QUICK)
const three = trainModel([...sentences(21), ...strange], QUICK)
const large = trainModel([...sentences(270), ...strange], QUICK)
const folding = trainModel([...sentences(20, 1, two), ...strange], { ...QUICK, foldEvasion: true })
const several = trainModel(
  [...sentences(20, 1, two), ...strange].map(({ text, label }, i) => ({
    text,
    label: i % 5 === 0 ? [...two] : [label].flat()
  })),
  QUICK
)

/** What the decision for a label should add up to, from the scores of the machine: its constant taken away. */
function expected(model: TextModel, text: string, label: number): number {
  const k = model.bias.length
  const raw = new Float64Array(k)
  createScorer(model).scores(text, raw)
  const moved = raw.map((score, o) => Math.exp(model.calibration.logSlope) * (score - model.bias[o]))
  if (k === 1) return label === 1 ? moved[0] : -moved[0]
  if (model.multiLabel) return moved[label]
  const others = moved.reduce((a, b) => a + b, 0) - moved[label]
  return moved[label] - others / (k - 1)
}

const words = [
  'goal',
  'Straße',
  'ＦＵＬＬ',
  'ﬁne',
  'butter',
  'ﬃ',
  '東京の天気',
  'e\u0301te\u0301',
  '½',
  '\u{1d400}',
  '😀',
  'Garlic',
  'ß',
  '㎞',
  'x²',
  'g0al',
  'g o a l',
  'oooven',
  'pаypаl'
]
const glue = [
  ' ',
  '',
  ', ',
  '\n',
  '\t',
  '\u00a0',
  '\u3000',
  '\ufeff',
  '\u200b',
  '!!!',
  '-',
  '\u0000',
  '\ud800',
  '\u0085',
  '\u00ad',
  '.'
]
const text = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 3 })),
      fc.constantFrom(...glue)
    ),
    {
      maxLength: 12
    }
  )
  .map(parts => parts.flat().join(''))

describe('reasons', () => {
  test.each([
    ['two labels', binary],
    ['three labels', three],
    ['many rows', large],
    ['disguises undone', folding],
    ['several labels', several]
  ])('add up to the decision: %s', (_, model) => {
    fc.assert(
      fc.property(text, fc.nat(model.labels.length - 1), (t, label) => {
        const sum = reasonsFor(model, t, label).reduce((total, reason) => total + reason.weight, 0)
        const wanted = expected(model, t, label)
        expect(Math.abs(sum - wanted)).toBeLessThan(1e-6 * (1 + Math.abs(wanted)))
      }),
      { numRuns: 150 }
    )
  })

  test('are pieces of the text as it was given, in order and apart', () => {
    fc.assert(
      fc.property(text, t => {
        let last = 0
        for (const { start, end, text: piece } of reasonsFor(folding, t, 0)) {
          expect(t.slice(start, end)).toBe(piece)
          expect(piece.length).toBeGreaterThan(0)
          expect(start).toBeGreaterThanOrEqual(last)
          last = end
        }
      })
    )
  })
})

describe('explain', () => {
  const classifier = trainClassifier([...sentences(20, 1, two), ...strange], QUICK)
  const sample = 'The striker wrote of Straße 😀 ﬁne butter, \u{1d400}, a penalty goal, garlic dough, salt and a recipe'

  test('gives log odds: with the constant, the logit of the probability', () => {
    const { calibration, bias } = binary
    const constant = Math.exp(calibration.logSlope) * bias[0] + calibration.bias[0]
    const sum = classifier.explain(sample, { label: 'football', limit: 1000 }).reduce((total, r) => total + r.weight, 0)
    const p = classifier.classify(sample).scores.find(score => score.label === 'football')?.probability ?? Number.NaN
    const clean = (p - calibration.noise / 2) / (1 - calibration.noise)
    expect(sum + constant).toBeCloseTo(Math.log(clean / (1 - clean)), 6)
  })

  test('points at the words that tell', () => {
    const [first] = classifier.explain('nearly the people said butter again')
    expect(first.text).toBe('butter')
    expect(classifier.classify('nearly the people said butter again').label).toBe('cooking')
    expect(first.weight).toBeGreaterThan(0)
    const [against] = classifier.explain('nearly the people said butter again', { label: 'football' })
    expect(against).toEqual({ ...first, weight: -first.weight })
  })

  test('is about the most probable label unless told, strongest first, ten at most unless told', () => {
    const best = classifier.classify(sample).label
    const all = classifier.explain(sample, { limit: Number.POSITIVE_INFINITY })
    expect(classifier.explain(sample, { label: best, limit: Number.POSITIVE_INFINITY })).toEqual(all)
    const strength = (r: Reason) => -Math.abs(r.weight)
    expect(all).toEqual(all.slice().sort((a, b) => strength(a) - strength(b)))
    expect(all.every(r => r.weight !== 0 && sample.slice(r.start, r.end) === r.text)).toBe(true)
    expect(all.length).toBeGreaterThan(10)
    expect(classifier.explain(sample)).toEqual(all.slice(0, 10))
    expect(classifier.explain(sample, { limit: 3 })).toEqual(all.slice(0, 3))
    expect(classifier.explain(sample, { limit: 0 })).toEqual([])
    expect(classifier.explain(sample, { label: undefined, limit: undefined })).toEqual(all.slice(0, 10))
  })

  test('has nothing to say of a text without anything visible', () => {
    for (const nothing of ['', ' \n\t ', '\u3000\u00a0']) expect(classifier.explain(nothing)).toEqual([])
  })

  test.each<[unknown, string]>([
    [{ label: 'chess' }, 'options.label: expected one of "cooking", "football", got "chess"'],
    [{ label: 'constructor' }, 'options.label: expected one of "cooking", "football", got "constructor"'],
    [{ label: 0 }, 'options.label: expected one of "cooking", "football", got 0'],
    [{ limit: -1 }, 'options.limit: expected a number of at least 0, got -1'],
    [{ limit: Number.NaN }, 'options.limit: expected a number of at least 0, got NaN'],
    [{ limit: '3' }, 'options.limit: expected a number of at least 0, got "3"'],
    [{ top: 3 }, 'options.top: unknown option; expected label, limit'],
    [null, 'options: expected an object, got null']
  ])('refuses %o', (options, message) => {
    expect(() => classifier.explain('goal', options as never)).toThrow(message)
  })

  test('refuses what is no text', () => {
    for (const wrong of [undefined, null, 7, ['goal']]) {
      expect(() => classifier.explain(wrong as never)).toThrow(/^text: expected a string, got /)
      expect(() => classifier.classify(wrong as never)).toThrow(/^text: expected a string, got /)
      expect(() => classifier.classifyAll(wrong as never)).toThrow(/^text: expected a string, got /)
    }
  })
})
