import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Classifier,
  classifierFromJson,
  classifierToJson,
  loadClassifier,
  trainClassifier
} from '../../src/classify/index.ts'
import { ModelFormatError } from '../../src/model/index.ts'
import { sentences } from './samples.ts'

const few = { dims: 2 ** 10, characters: [3, 3] as const }
const models = { rows: trainClassifier(sentences(9), few), weights: trainClassifier(sentences(258), few) }

/** Reads a classifier: whether there was a sound one. Any error that is no ModelFormatError passes through and fails. */
function readsSoundly(read: () => Classifier): boolean {
  let classifier: Classifier
  try {
    classifier = read()
  } catch (error) {
    if (error instanceof ModelFormatError) {
      expect(error.message.length).toBeGreaterThan(10)
      return false
    }
    throw error
  }
  for (const text of ['', 'goal keeper rain', 'a zymurgy 😀']) {
    const { scores } = classifier.classify(text)
    expect(scores.map(s => s.label).sort()).toEqual(classifier.labels.slice().sort())
    for (const { probability } of scores) expect(probability >= 0 && probability <= 1).toBe(true)
    for (const { start, end, text: piece, weight } of classifier.explain(text)) {
      expect(Number.isFinite(weight)).toBe(true)
      expect(text.slice(start, end)).toBe(piece)
    }
  }
  expect(loadClassifier(classifier.save()).classify('goal')).toEqual(classifier.classify('goal'))
  return true
}

const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff, 0x30, 0x39, 0x22))
const edits = fc.array(fc.tuple(fc.nat(), byte), { minLength: 1, maxLength: 3 })

test.each(['rows', 'weights'] as const)('changed bytes are refused or give a sound classifier: %s', kind => {
  const file = models[kind].save()
  const header = 8 + new DataView(file.buffer).getUint32(0, true)
  let refused = 0
  let sound = 0
  fc.assert(
    fc.property(edits, fc.constantFrom('header', 'numbers', 'all'), (changes, where) => {
      const changed = file.slice()
      const start = where === 'numbers' ? header : 0
      const end = where === 'header' ? header : file.length
      for (const [at, value] of changes) changed[start + (at % (end - start))] = value
      if (readsSoundly(() => loadClassifier(changed))) sound++
      else refused++
    }),
    { numRuns: 400 }
  )
  expect(refused).toBeGreaterThan(50)
  expect(sound).toBeGreaterThan(20)
})

test.each(['rows', 'weights'] as const)('a file cut anywhere is refused: %s', kind => {
  const file = models[kind].save()
  fc.assert(
    fc.property(fc.nat(file.length - 1), cut => {
      expect(readsSoundly(() => loadClassifier(file.subarray(0, cut)))).toBe(false)
    })
  )
})

test('changed JSON is refused or gives a sound classifier', () => {
  const json = classifierToJson(models.rows)
  const value = fc.constantFrom('0', '-1', '1e308', 'null', '"x"', '[]', '{}', 'true', '2', '0.5', '4294967295')
  const numbers = Array.from(json.matchAll(/(?<=[[:,]\s*)-?\d+(\.\d+)?(e[+-]?\d+)?(?=\s*[,\]}])/g))
  expect(numbers.length).toBeGreaterThan(100)
  let refused = 0
  fc.assert(
    fc.property(fc.nat(numbers.length - 1), value, (i, other) => {
      const { index, 0: old } = numbers[i]
      const text = json.slice(0, index) + other + json.slice(index + old.length)
      if (!readsSoundly(() => classifierFromJson(text))) refused++
    }),
    { numRuns: 300 }
  )
  expect(refused).toBeGreaterThan(50)
})
