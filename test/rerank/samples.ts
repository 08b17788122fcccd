import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { createRandom } from '../../src/math/index.ts'

/** A document of the little handbook in fixtures/search. */
export type Page = { readonly id: string; readonly title: string; readonly text: string }

/** A question to it, with a grade for each page that helps. */
export interface Question {
  readonly language: 'english' | 'german' | 'japanese'
  readonly query: string
  readonly relevant: Readonly<Record<string, number>>
}

function read<T>(name: string): T[] {
  const text = readFileSync(new URL(`../../fixtures/search/${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

export const ENGLISH = read<Page>('english')
export const GERMAN = read<Page>('german')
export const JAPANESE = read<Page>('japanese')
const questions = read<Question>('questions')

export const questionsIn = (language: Question['language']) => questions.filter(one => one.language === language)
export const grades = ({ relevant }: Question) => new Map(Object.entries(relevant))

/** A document of made words. */
export type Made = { readonly id: number; readonly title: string; readonly text: string }

const SYLLABLES = [...'bdfgklmnprstvz'].flatMap(consonant => [...'aeiou'].map(vowel => consonant + vowel))

/** A word of three syllables for a number, spelled unlike those of the numbers beside it. */
function madeWord(number: number): string {
  let rest = (number * 48_271) % SYLLABLES.length ** 3
  return Array.from({ length: 3 }, () => {
    const syllable = SYLLABLES[rest % SYLLABLES.length]
    rest = Math.floor(rest / SYLLABLES.length)
    return syllable
  }).join('')
}

/**
 * Documents of made words. With `topics`, two thirds of the words of each are of its own topic, so that those of a topic share them; with
 * none all words are drawn alike, and a document is like no other.
 */
export function madeDocuments(count: number, topics: number, seed: number, length = 40): Made[] {
  const random = createRandom(seed)
  const word = (topic: number) =>
    topics > 0 && random.uniform() < 2 / 3
      ? madeWord(1000 + 60 * topic + random.below(60))
      : madeWord(random.below(400))
  const words = (size: number, topic: number) => Array.from({ length: size }, () => word(topic)).join(' ')
  return Array.from({ length: count }, (_, id) => {
    const topic = topics > 0 ? id % topics : 0
    return { id, title: words(3, topic), text: words(length, topic) }
  })
}

/** Terms by number, below `terms`, of documents of one to three fields, some of them empty. */
export const anyTermLists = (terms: number, maxDocuments = 12) =>
  fc.integer({ min: 1, max: 3 }).chain(fields =>
    fc.array(
      fc.array(
        fc.array(fc.nat({ max: terms - 1 }), { maxLength: 12 }).map(list => Uint32Array.from(list)),
        { minLength: fields, maxLength: fields }
      ),
      { maxLength: maxDocuments }
    )
  )

/** What of results can be told apart. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))

/** Expects `now` to be `before` but for the last digits of its numbers. */
export function nearlyEqual(now: unknown, before: unknown, most = 1e-9): boolean {
  if (typeof now === 'number' && typeof before === 'number') return Math.abs(now - before) <= most
  if (typeof now !== 'object' || now === null || typeof before !== 'object' || before === null) return now === before
  const [a, b] = [Object.entries(now), Object.entries(before)]
  return a.length === b.length && a.every(([key, value], i) => key === b[i][0] && nearlyEqual(value, b[i][1], most))
}
