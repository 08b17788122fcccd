import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../../src/math/index.ts'
import type { WordVectors } from '../../src/text/index.ts'

/** Texts of a data set, and the number of the label of each. */
export interface TextSet {
  readonly name: string
  readonly texts: readonly string[]
  readonly labels: readonly number[]
  readonly classes: number
}

interface Row {
  readonly text: string
  readonly label: string
  readonly split?: string
}

const DATA = process.env.WAYMARK_DATA ?? '../shared/data'

function rowsOf(file: string): Row[] {
  const lines = readFileSync(join(DATA, file), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}

/** At most `most` rows, drawn at random; long texts cut. */
function textSet(name: string, rows: readonly Row[], most = 7600): TextSet {
  const names = [...new Set(rows.map(row => row.label))].sort()
  const picked = Array.from(createRandom(3).permutation(rows.length).subarray(0, most), i => rows[i])
  return {
    name,
    texts: picked.map(row => row.text.slice(0, 500)),
    labels: picked.map(row => names.indexOf(row.label)),
    classes: names.length
  }
}

/** The rows that settings are chosen on: of sets with a split those of `train`, and no row that a benchmark is judged on. */
export function readSets(): TextSet[] {
  const train = (file: string) => rowsOf(file).filter(row => row.split === 'train')
  const intents = train('intent/banking77.jsonl')
  const some = [...new Set(intents.map(row => row.label))].sort().filter((_, i) => i % 4 === 0)
  return [
    textSet('AG News', train('topics/ag_news.jsonl')),
    textSet(
      'TREC',
      train('topics/trec6.jsonl').filter(row => row.label !== 'ABBR')
    ),
    textSet(
      'Banking77',
      intents.filter(row => some.includes(row.label))
    ),
    textSet('SpamAssassin', rowsOf('spam/spamassassin.jsonl')),
    textSet('Kaggle insults', rowsOf('toxicity/kaggle_insults.jsonl'), 6000)
  ]
}

/** The vectors of texts, one after another. */
export function embedAll(vectors: WordVectors, texts: readonly string[]): Float32Array {
  const { dims } = vectors
  const out = new Float32Array(texts.length * dims)
  texts.forEach((text, i) => {
    vectors.embed(text, out.subarray(i * dims, (i + 1) * dims))
  })
  return out
}

/**
 * Mean accuracy over classes of the nearest mean vector, from `shots` texts of each class, over draws. Tests on the rest, which
 * may have other vectors: those of the same texts misspelt.
 */
export function fewShot(
  { labels, classes }: TextSet,
  train: Float32Array,
  shots: number,
  draws: number,
  test = train
): number {
  const dims = train.length / labels.length
  let sum = 0
  for (let draw = 0; draw < draws; draw++) {
    const seen = new Array<number>(classes).fill(0)
    const means = new Float64Array(classes * dims)
    const rest: number[] = []
    for (const i of createRandom(draw).permutation(labels.length)) {
      const label = labels[i]
      if (seen[label]++ >= shots) rest.push(i)
      else for (let j = 0; j < dims; j++) means[label * dims + j] += train[i * dims + j]
    }
    sum += meanRecall(labels, classes, rest, means, test)
  }
  return sum / draws
}

function meanRecall(
  labels: readonly number[],
  classes: number,
  rows: readonly number[],
  means: Float64Array,
  test: Float32Array
): number {
  const dims = means.length / classes
  const lengths = Array.from({ length: classes }, (_, c) => Math.hypot(...means.subarray(c * dims, (c + 1) * dims)))
  const right = new Array<number>(classes).fill(0)
  const all = new Array<number>(classes).fill(0)
  for (const i of rows) {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (let c = 0; c < classes; c++) {
      let dot = 0
      for (let j = 0; j < dims; j++) dot += test[i * dims + j] * means[c * dims + j]
      if (dot / lengths[c] > most) {
        most = dot / lengths[c]
        best = c
      }
    }
    all[labels[i]]++
    if (best === labels[i]) right[best]++
  }
  return right.reduce((sum, n, c) => sum + n / all[c], 0) / classes
}
