import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Classifier, type Example, loadClassifier, loadFilter } from '../../src/index.ts'

const language = await loadFilter('language')

function rows(name: string): Example[] {
  const path = new URL(`../../fixtures/language/${name}.jsonl`, import.meta.url)
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}

const sentences = rows('sentences')
const bare = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
const best = (classifier: Classifier, text: string) => classifier.classify(text).label

function right(examples: readonly Example[], change = (text: string) => text): number {
  return examples.filter(({ text, label }) => best(language, change(text)) === label).length / examples.length
}

describe('the language model', () => {
  test('knows 35 languages by their codes', () => {
    expect(language.labels).toHaveLength(35)
    expect(new Set(sentences.map(({ label }) => label))).toEqual(new Set(language.labels))
    for (const label of language.labels) expect(label).toMatch(/^[a-z]{3}$/)
  })

  test('tells everyday sentences of another origin than its own', () => {
    expect(right(sentences)).toBeGreaterThanOrEqual(0.96)
  })

  test('tells single words that are of one language alone', () => {
    expect(right(rows('words'))).toBeGreaterThanOrEqual(0.85)
  })

  test('is as good in capitals, and nearly so without accents', () => {
    expect(right(sentences, text => text.toUpperCase())).toBeGreaterThanOrEqual(0.95)
    const latin = sentences.filter(({ text }) => /\p{sc=Latn}/u.test(text))
    expect(right(latin, bare)).toBeGreaterThanOrEqual(0.9)
  })

  test('is not led astray by addresses, numbers and emoji', () => {
    const noisy = (text: string) => `\u{1f600} 12:30 ${text} https://example.org/a1 \u{1f680} 100 %`
    expect(right(sentences, noisy)).toBeGreaterThanOrEqual(0.93)
  })

  test('is sure of sentences and unsure of what is in no language', () => {
    const sure = sentences.map(({ text }) => language.classify(text).probability)
    expect(sure.reduce((a, b) => a + b) / sure.length).toBeGreaterThan(0.9)
    for (const text of ['', ' ', '98 765', '2.718', '…', '\u{1f680}', '\ud800', '\u{1d400}\u0000', '(+) / 0']) {
      expect(language.classify(text).probability, JSON.stringify(text)).toBeLessThan(0.5)
    }
    // Georgian, Bengali and Armenian, which it does not know.
    for (const text of ['გამარჯობა, როგორ ხარ?', 'আপনি কেমন আছেন?', 'Ինչպե՞ս ես, բարեկամս']) {
      expect(language.classify(text).probability, text).toBeLessThan(0.6)
    }
  })

  test('has probabilities that add up, whatever the text', () => {
    for (const text of ['', '7', 'constructor', '__proto__', 'Hello Привет 你好', 'x'.repeat(5000), '\udc00a']) {
      const { scores } = language.classify(text)
      expect(scores.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9)
    }
  })

  test('explains by pieces of the text', () => {
    const text = 'Das ist wirklich schön.'
    const [first] = language.explain(text, { limit: 1 })
    expect(text.slice(first.start, first.end)).toBe(first.text)
    expect(first.weight).toBeGreaterThan(0)
  })

  test('learns from corrections, and is saved with them', () => {
    const text = 'zorpal vintu mekkarin'
    const label = 'est'
    expect(best(language, text)).not.toBe(label)
    const learned = language.learn(Array.from({ length: 5 }, () => ({ text, label })))
    expect(best(learned, text)).toBe(label)
    expect(right(sentences.slice(0, 40))).toBeGreaterThan(0.9)
    expect(loadClassifier(learned.save()).classify(text)).toEqual(learned.classify(text))
  })
})
