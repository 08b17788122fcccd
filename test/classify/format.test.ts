import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  classifierFromJson,
  classifierToJson,
  type LabelScore,
  loadClassifier,
  type Reason
} from '../../src/classify/index.ts'

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
  const bytes = readFileSync(new URL(name, folder))
  const said: Answer[] = JSON.parse(
    readFileSync(new URL(name.replace('.safetensors', '.answers.json'), folder), 'utf8')
  )

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

  test('goes on learning', () => {
    const classifier = loadClassifier(bytes)
    const [label] = classifier.labels
    const grown = classifier.learn([{ text: 'zymurgy kombucha', label }])
    expect(grown.classify('zymurgy kombucha').label).toBe(label)
  })

  test('read from JSON is the same', () => {
    const classifier = loadClassifier(bytes)
    expect(classifierFromJson(classifierToJson(classifier)).save()).toEqual(classifier.save())
  })
})
