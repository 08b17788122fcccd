/** Prints accuracy against bytes, for the card: `npx tsx tools/vectors/measure.ts`, with WAYMARK_DATA as in bench/README.md. */
import { loadWordVectors } from '../../src/text/index.ts'
import { embedAll, fewShot, readSets } from './few-shot.ts'
import { makeVectors, SETTINGS, type Settings } from './make.ts'
import { misspelt } from './misspelt.ts'
import { readGlove } from './source.ts'

const glove = readGlove()
const sets = readSets()
const bad = sets.map(({ texts }) => texts.map((text, i) => misspelt(text, i)))

console.log(`| settings | bytes | ${sets.map(({ name }) => name).join(' | ')} | mean | misspelt |`)
console.log(`| --- | --- | ${sets.map(() => '--- | ').join('')}--- | --- |`)

function measure(name: string, change: Partial<Settings>): void {
  const bytes = makeVectors(glove, { ...SETTINGS, ...change })
  const vectors = loadWordVectors(bytes)
  const scores = sets.map((set, s) => {
    const train = embedAll(vectors, set.texts)
    const test = embedAll(vectors, bad[s])
    return [fewShot(set, train, 5, 30), fewShot(set, train, 20, 15), fewShot(set, train, 5, 30, test)]
  })
  const mean = (pick: (score: number[]) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length
  const cells = scores.map(([five, twenty]) => `${five.toFixed(3)} / ${twenty.toFixed(3)}`)
  const means = [mean(([five, twenty]) => (five + twenty) / 2), mean(score => score[2])]
  console.log(`| ${[name, bytes.length, ...cells, ...means.map(x => x.toFixed(4))].join(' | ')} |`)
}

const { subwords } = SETTINGS
for (const line of process.argv.slice(2)) {
  const change = JSON.parse(line)
  if (change.subwords && subwords) change.subwords = { ...subwords, ...change.subwords }
  if (change.subwords === null) change.subwords = undefined
  measure(line.replaceAll(/["{}]/g, ''), change)
}
