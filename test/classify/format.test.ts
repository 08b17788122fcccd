import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  classifierFromJson,
  classifierToJson,
  type LabelScore,
  loadClassifier,
  loadPredictor,
  type Reason
} from '../../src/classify/index.ts'
import { disguises } from '../../src/text/index.ts'

interface Answer {
  readonly text: string
  readonly label: string | null
  readonly scores: readonly LabelScore[]
  readonly reasons: readonly Reason[]
}

const folder = new URL('../../fixtures/format/', import.meta.url)
const files = readdirSync(folder).filter(name => /^text-classifier\..*\.safetensors$/.test(name))

test('there is a file of few rows and one of many', () => {
  expect(files.filter(name => name.includes('.small.')).length).toBeGreaterThan(0)
  expect(files.filter(name => name.includes('.large.')).length).toBeGreaterThan(0)
})

/** A file, and what its classifier said of some texts. */
function saved(name: string): { readonly bytes: Uint8Array; readonly said: readonly Answer[] } {
  const answers = readFileSync(new URL(name.replace('.safetensors', '.answers.json'), folder), 'utf8')
  return { bytes: readFileSync(new URL(name, folder)), said: JSON.parse(answers) }
}

/** Numbers of `value` in order, and everything else of it with the numbers left out. */
function split(value: unknown): { readonly numbers: number[]; readonly rest: string } {
  const numbers: number[] = []
  const rest = JSON.stringify(value, (_, part) => {
    if (typeof part !== 'number') return part
    numbers.push(part)
    return 0
  })
  return { numbers, rest }
}

// Written by tools/format-fixture.ts, once for a version of the format: what is said here may never change.
describe.each(files)('%s', name => {
  const { bytes, said } = saved(name)

  test('loads, and says what it said when it was saved', () => {
    const classifier = loadClassifier(bytes)
    const now = said.map(({ text }) => {
      const { label = null, scores } = classifier.classify(text)
      return { text, label, scores, reasons: classifier.explain(text, { label: classifier.labels[0], limit: 3 }) }
    })
    const [before, after] = [split(said), split(now)]
    expect(after.rest).toBe(before.rest)
    expect(before.numbers.length).toBeGreaterThan(50)
    after.numbers.forEach((number, i) => {
      expect(Math.abs(number - before.numbers[i])).toBeLessThan(1e-9)
    })
  })

  test('read from JSON is the same', () => {
    const classifier = loadClassifier(bytes)
    expect(classifierFromJson(classifierToJson(classifier)).save()).toEqual(classifier.save())
  })
})

describe.each(files.filter(name => !name.includes('.v3.')))('%s', name => {
  test('goes on learning', () => {
    const classifier = loadClassifier(saved(name).bytes)
    const [label] = classifier.labels
    const grown = classifier.learn([{ text: 'zymurgy kombucha', label }])
    expect(grown.classify('zymurgy kombucha').label).toBe(label)
  })
})

describe.each(files.filter(name => name.includes('.v3.')))('%s', name => {
  test('answers alone say the same, and learn nothing', () => {
    const { bytes, said } = saved(name)
    const predictor = loadPredictor(bytes, { disguises })
    const classifier = loadClassifier(bytes)
    for (const { text } of said) expect(predictor.classify(text)).toEqual(classifier.classify(text))
    const more = [{ text: 'zymurgy', label: classifier.labels[0] }]
    expect(() => classifier.learn(more)).toThrow(/^learn: expected a classifier that can learn/)
  })
})
