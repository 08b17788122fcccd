/**
 * Prints accuracy against bytes, for the card: `npx tsx tools/vectors/measure.ts`, with WAYMARK_DATA as in bench/README.md. Takes a
 * quarter of an hour.
 */
import { loadWordVectors } from '../../src/text/index.ts'
import { embedAll, fewShot, readSets } from './few-shot.ts'
import { makeVectors, SETTINGS, type Settings } from './make.ts'
import { misspelt } from './misspelt.ts'
import { readGlove } from './source.ts'

const glove = readGlove()
const sets = readSets()
const misspeltTexts = sets.map(({ texts }) => texts.map((text, i) => misspelt(text, i)))

console.log(`| words × numbers × bits | bytes | ${sets.map(({ name }) => name).join(' | ')} | mean | misspelt |`)
console.log(`| --- | --- | ${sets.map(() => '--- | ').join('')}--- | --- |`)

function measure(change: Partial<Settings>): void {
  const settings = { ...SETTINGS, ...change }
  const name = `${settings.words} × ${settings.dims} × ${settings.bits}${settings.subwords ? '' : ', no n-grams'}`
  const bytes = makeVectors(glove, settings)
  const vectors = loadWordVectors(bytes)
  const scores = sets.map((set, s) => {
    const train = embedAll(vectors, set.texts)
    const test = embedAll(vectors, misspeltTexts[s])
    return [fewShot(set, train, 5, 30), fewShot(set, train, 20, 15), fewShot(set, train, 5, 30, test)]
  })
  const mean = (pick: (score: number[]) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length
  const cells = scores.map(([five, twenty]) => `${five.toFixed(3)} / ${twenty.toFixed(3)}`)
  const means = [mean(([five, twenty]) => (five + twenty) / 2), mean(score => score[2])]
  console.log(`| ${[name, bytes.length, ...cells, ...means.map(x => x.toFixed(4))].join(' | ')} |`)
}

/** The rows of the card. */
const CARD: readonly Partial<Settings>[] = [
  { words: 10_000, dims: 48 },
  { words: 10_000 },
  { words: 20_000, dims: 48, bits: 8 },
  { words: 20_000, dims: 64, bits: 8 },
  { words: 20_000, bits: 8 },
  { words: 20_000, bits: 4 },
  { words: 20_000 },
  { words: 20_000, bits: 2 },
  {},
  { subwords: undefined },
  { words: 30_000, dims: 80 },
  { words: 30_000 },
  { words: 60_000, bits: 4 }
]

for (const change of CARD) measure(change)
