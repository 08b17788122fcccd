import { describe, expect, test } from 'vitest'
import { type Example, trainClassifier } from '../../src/classify/index.ts'
import { createRandom } from '../../src/math/index.ts'
import { QUICK, sentences } from './samples.ts'

const FILLER = [
  'nearly',
  'people',
  'said',
  'today',
  'again',
  'town',
  'week',
  'before',
  'street',
  'maybe',
  'later',
  'house'
]

/** Sentences of which about a third carry no sign of their label. */
function murky(count: number, seed: number): Example[] {
  const random = createRandom(seed)
  const filler = () => Array.from({ length: 5 }, () => FILLER[random.below(FILLER.length)]).join(' ')
  return sentences(count, seed).map(example => (random.below(3) === 0 ? { ...example, text: filler() } : example))
}

describe('a wanted precision', () => {
  test.each([90, 300])('is reached on new texts too, or nearly, from %d examples', count => {
    const fresh = murky(300, 91)
    const seeds = [1, 2, 3]
    const outcomes = seeds.flatMap(seed => {
      const strict = trainClassifier(murky(count, seed), { ...QUICK, precision: 0.95 })
      expect(strict.info.threshold).toBeGreaterThan(0)
      expect(strict.info.threshold).toBeLessThan(1)
      return fresh.map(({ text, label }) => ({ label, answer: strict.classify(text) }))
    })
    const given = outcomes.filter(({ answer }) => answer.label !== undefined)
    const share = (list: typeof outcomes) =>
      list.filter(({ label, answer }) => label === answer.scores[0].label).length / list.length
    expect(share(outcomes)).toBeLessThan(0.85)
    expect(share(given)).toBeGreaterThan(0.88)
    expect(given.length / outcomes.length).toBeGreaterThan(0.3)
  })

  test('out of reach keeps every label back, of nothing keeps none', () => {
    const never = trainClassifier(sentences(12), { ...QUICK, precision: 1 })
    expect(never.info.threshold).toBe(1)
    const always = trainClassifier(sentences(12), { ...QUICK, precision: 0 })
    for (const { text } of sentences(12, 8)) {
      expect(never.classify(text).label).toBeUndefined()
      expect(always.classify(text).label).toBeDefined()
    }
  })

  test('rises with the threshold', () => {
    const thresholds = [0.5, 0.8, 0.9, 0.97].map(
      precision => trainClassifier(murky(90, 4), { ...QUICK, precision }).info.threshold ?? 0
    )
    expect(thresholds).toEqual(thresholds.slice().sort((a, b) => a - b))
    expect(thresholds[3]).toBeGreaterThan(thresholds[0])
  })
})
