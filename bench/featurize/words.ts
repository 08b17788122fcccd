import { englishStopWords, porter, tokenize } from '../../src/text/index.ts'
import { isInstalled } from '../retrieval/rivals/packages.ts'
import { RIVALS_HOW, sayAbsent } from '../speed/absent.ts'
import { msOf } from '../speed/contest.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { bytesOf, partOf, readNews, textsOf } from '../speed/news.ts'
import { rivalPackage } from '../speed/quiet.ts'
import { ratioRow, speedRows } from '../speed/ratio.ts'
import { OURS, type Outcome } from '../suite.ts'

interface Natural {
  readonly WordTokenizer: new () => { tokenize(text: string): string[] }
  readonly PorterStemmer: { tokenizeAndStem(text: string): string[] }
}

/** A way from a text to words. */
interface Splitter {
  readonly name: string
  /** The package of `bench/rivals` it stands on. */
  readonly package?: string
  readonly load: () => Promise<(text: string) => readonly string[]>
}

const ROUNDS = 9
const CHECKED = 200

export const NATURAL = 'natural'
export const WINK = 'wink'

/** Texts into tokens. */
export const TOKENS: SpeedWork = splitting('tokens', 2000, 'AG News to tokens: ours with their places in the text', [
  { name: OURS, load: async () => text => tokenize(text).map(token => token.text) },
  {
    name: NATURAL,
    package: 'natural',
    load: async () => {
      const tokenizer = new (await rivalPackage<Natural>('natural')).WordTokenizer()
      return text => tokenizer.tokenize(text)
    }
  }
])

/** Texts into stems. */
export const STEMS: SpeedWork = splitting('stems', 500, 'AG News to stems (Porter), stop words left out', [
  {
    name: OURS,
    load: async () => text => {
      const words = tokenize(text.toLowerCase()).map(token => token.text)
      return words.filter(word => !englishStopWords.words.has(word)).map(word => porter.stem(word))
    }
  },
  {
    name: NATURAL,
    package: 'natural',
    load: async () => {
      const { PorterStemmer } = await rivalPackage<Natural>('natural')
      return text => PorterStemmer.tokenizeAndStem(text)
    }
  },
  {
    name: WINK,
    package: 'wink-naive-bayes-text-classifier',
    load: () => rivalPackage('wink-naive-bayes-text-classifier/src/prep-text.js')
  }
])

/** @param part texts of a round */
function splitting(name: string, part: number, title: string, splitters: readonly Splitter[]): SpeedWork {
  return { name, title, run: field => run(name, part, splitters, field) }
}

async function run(work: string, size: number, splitters: readonly Splitter[], field: Field): Promise<Outcome> {
  const texts = textsOf(readNews(field.data).train)
  const isThere = (one: Splitter) => one.package === undefined || isInstalled(one.package)
  const there = splitters.filter(one => field.wants(one.name) && isThere(one))
  const absent = splitters.filter(one => !isThere(one))
  sayAbsent(
    absent.map(one => one.name),
    RIVALS_HOW,
    field
  )
  const loaded = await Promise.all(there.map(async one => ({ name: one.name, split: await one.load() })))
  const sample = texts.slice(0, CHECKED)
  const mine = loaded.find(({ name }) => name === OURS)
  const rows = loaded
    .filter(one => one !== mine && mine !== undefined)
    .map(({ name, split }) => {
      const value = sameWords(
        sample.flatMap(text => mine?.split(text) ?? []),
        sample.flatMap(split)
      )
      return { work, measure: 'same_words', system: name, value, n: sample.length }
    })
  const contestants = loaded.map(({ name, split }) => ({
    name,
    turn: (round: number) => msOf(() => partOf(texts, round, size).map(split))
  }))
  const times = await field.compete(work, contestants, { rounds: ROUNDS, warmUps: 2 })
  const part = Math.min(size, texts.length)
  const megabytes = (bytesOf(texts) / texts.length) * (part / 1e6)
  return {
    rows: [
      ...rows,
      ...speedRows(work, 'texts_per_s', times, part),
      ...speedRows(work, 'mb_per_s', times, megabytes),
      ...[NATURAL, WINK].flatMap(rival => ratioRow(work, `speed_over_${rival}`, times, rival, OURS, OURS))
    ],
    skipped: times.failed.map(one => ({ work, ...one }))
  }
}

/** How much two bags of words have in common, case aside: twice the words in both over those of either (Dice 1945). */
export function sameWords(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of a) left.set(word.toLowerCase(), (left.get(word.toLowerCase()) ?? 0) + 1)
  let both = 0
  for (const word of b) {
    const count = left.get(word.toLowerCase()) ?? 0
    if (count === 0) continue
    both++
    left.set(word.toLowerCase(), count - 1)
  }
  return (2 * both) / (a.length + b.length)
}
