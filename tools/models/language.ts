import { readFileSync } from 'node:fs'
import { SETS } from '../../bench/data/sets.ts'
import { type Classifier, type Example, trainClassifier } from '../../src/index.ts'
import { createRandom } from '../../src/math/index.ts'
import { normalize } from '../../src/text/index.ts'
import { rowsOf } from './data.ts'

/** Words in a row of the word lists: about as many as a sentence has. */
const TOGETHER = 6
/** What such a row counts beside a sentence, and what a sentence without its accents does. */
const WORDS_WEIGHT = 0.5
const BARE_WEIGHT = 0.3

/** Texts of no language: an example of every one, so that they are known to say nothing. */
const NEUTRAL = [
  '12345',
  '3.14',
  '2024-01-01 12:00',
  '50 %',
  '7',
  '100 x 200',
  '+1 (555) 010-9999',
  '€ 20',
  '§ 12',
  '#1 @ 9:30',
  '...',
  '!!!',
  '?',
  '- -',
  ':) ;-)',
  '“ ”',
  '\u{1f600}',
  '\u{1f44d}\u{1f44d}',
  '\u2764\ufe0f \u{1f389}',
  'https://example.org/a1?b=2',
  'www.example.com',
  'name@example.net'
]
const NEUTRAL_WEIGHT = 1

/** Scripts whose marks nobody leaves out, or whose letters would become others. */
const KEEPS_MARKS = /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Deva}]/u

type Progress = (done: number, step: string) => void

/** The model that tells languages apart: labels are their ISO 639-3 codes. */
export function trainLanguage(onProgress: Progress): Classifier {
  return languageRecipe(rowsOf(SETS.tatoeba35), onProgress)
}

/**
 * The recipe on any sentences: each, and once more without accents where it has some, as people type; beside them the word lists of
 * tools/words, for words that few sentences have, and texts of no language.
 */
export function languageRecipe(sentences: readonly Example[], onProgress?: Progress): Classifier {
  const lists = wordRows()
  const examples = [...byLabel(sentences)].flatMap(([label, rows]) => {
    const alone = (weight: number) => (text: string) => [{ text, label, weight }]
    const words = (lists.get(label) ?? []).map(alone(WORDS_WEIGHT))
    return spread(rows.map(withoutAccents), words, NEUTRAL.map(alone(NEUTRAL_WEIGHT)))
  })
  return trainClassifier(examples, {
    preset: 'language',
    dims: 2 ** 20,
    ridge: 1 / 16,
    blockWeights: [1, 1],
    maxFeatures: 28_000,
    maxWeights: 230_000,
    weightBits: 8,
    onProgress
  })
}

function byLabel(rows: readonly Example[]): Map<string, Example[]> {
  const out = new Map<string, Example[]>()
  for (const row of rows) {
    const label = String(row.label)
    const list = out.get(label)
    if (list === undefined) out.set(label, [row])
    else list.push(row)
  }
  return out
}

/** A sentence and the same without accents, together, so that they are left out together. */
function withoutAccents(row: Example): Example[] {
  const text = KEEPS_MARKS.test(row.text) ? row.text : normalize(row.text, { lowercase: false, accents: true })
  return text === normalize(row.text, { lowercase: false }) ? [row] : [row, { ...row, text, weight: BARE_WEIGHT }]
}

/** Lists as one, each evenly through the others: neighbours are left out together, and no fold should have one kind alone. */
function spread(...lists: readonly Example[][][]): Example[] {
  const placed = lists.flatMap(list => list.map((rows, i) => ({ rows, at: (i + 0.5) / list.length })))
  return placed.sort((x, y) => x.at - y.at).flatMap(({ rows }) => rows)
}

/** The word lists by label, some words in a row, shuffled. */
function wordRows(): Map<string, string[]> {
  const file = readFileSync(new URL('../words/language.txt', import.meta.url), 'utf8')
  const lines = file.split('\n').filter(line => line !== '')
  return new Map(
    lines.map(line => {
      const [label, list] = line.split('\t')
      const words = list.split(' ')
      const order = Array.from(createRandom(0).permutation(words.length), i => words[i])
      const count = Math.ceil(words.length / TOGETHER)
      return [label, Array.from({ length: count }, (_, i) => order.slice(i * TOGETHER, (i + 1) * TOGETHER).join(' '))]
    })
  )
}
