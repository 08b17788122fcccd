/** BM25 and what a search adds to it, once more: from words, with maps and without an index. */

const K1 = 1.2
const B = 0.75
/** Of the first field. */
const FIRST_B = 0.5
const FIRST = 0.4
/** Of the words spelled like one that is asked for, where words are stems. */
const ALIKE = 0.6
const PAIRS = 0.15

/** (fields) the words of each field of a document */
export type Fields = readonly (readonly string[])[]

/** The words of documents that are spelled like a word, and how much. */
export type Similar = (word: string) => ReadonlyMap<string, number>

const idf = (n: number, frequency: number) => Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5))
const count = (words: readonly string[], word: string) => words.filter(other => other === word).length
const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / (numbers.length || 1)

/** c (k1 + 1) / (c + k1 (1 − b + b · length / average)) */
function saturated(c: number, length: number, average: number, b: number): number {
  return (c * (K1 + 1)) / (c + K1 * (1 - b + (b * length) / (average || 1)))
}

/** The score of every document for the words of a query. */
export function slowScores(documents: readonly Fields[], query: readonly string[], similar: Similar, stemmed: boolean) {
  const n = documents.length
  const whole = documents.map(fields => fields.flat())
  const titles = documents.map(([first]) => first)
  const average = mean(whole.map(words => words.length))
  const averageTitle = mean(titles.map(words => words.length))
  const known = new Set(whole.flat())
  const idfOf = (word: string) => idf(n, whole.filter(words => words.includes(word)).length)
  const alike = stemmed ? ALIKE : 1
  const titled = documents.some(fields => fields.length > 1)
  const scores = whole.map(() => 0)
  for (const word of query) {
    const family = similar(word)
    const counts = whole.map(words => {
      let sum = 0
      for (const [other, share] of family) sum += share * count(words, other)
      return sum
    })
    const frequency = counts.reduce((sum, c) => sum + Math.min(1, c), 0)
    whole.forEach((words, i) => {
      if (counts[i] > 0) {
        scores[i] += alike * idf(n, frequency) * saturated(counts[i], words.length, average, B)
      }
      if (!known.has(word)) return
      scores[i] += (1 - alike) * idfOf(word) * saturated(count(words, word), words.length, average, B)
      if (!titled) return
      const title = titles[i]
      scores[i] += FIRST * idfOf(word) * saturated(count(title, word), title.length, averageTitle, FIRST_B)
    })
  }
  const pairs = query
    .slice(1)
    .map((second, q) => [query[q], second] as const)
    .filter(([first, second]) => first !== second && known.has(first) && known.has(second))
  // All of them gain by the words alone, so that the pairs of one do not lift it past another.
  const before = scores.slice()
  documents.forEach((fields, i) => {
    if (before[i] === 0) return
    for (const [first, second] of pairs) {
      const c = slowNearby(fields, first, second)
      if (c === 0) continue
      scores[i] += PAIRS * Math.min(idfOf(first), idfOf(second)) * saturated(c, whole[i].length, average, B)
    }
  })
  return scores
}

/** How often two words stand together in any field: 1 side by side, a half with one between or turned round. */
export function slowNearby(fields: Fields, first: string, second: string): number {
  let sum = 0
  for (const words of fields) {
    words.forEach((word, at) => {
      if (word === first && words[at + 1] === second) sum += 1
      if (word === first && words[at + 2] === second) sum += 0.5
      if (word === second && words[at + 1] === first) sum += 0.5
    })
  }
  return sum
}

/** The grams of ` word `, or that itself where it is shorter. */
function gramsOf(word: string): Set<string> {
  const text = ` ${word.slice(0, 64)} `
  const grams = new Set<string>()
  for (let at = 0; at + 4 <= text.length; at++) grams.add(text.slice(at, at + 4))
  return grams.size === 0 ? grams.add(text) : grams
}

/** The words of a list spelled like a word, by comparing it with each of them. */
export function slowLexicon(words: readonly string[]): Similar {
  const all = new Map(words.map(word => [word, gramsOf(word)]))
  const frequency = new Map<string, number>()
  for (const grams of all.values()) for (const gram of grams) frequency.set(gram, (frequency.get(gram) ?? 0) + 1)
  // A gram that no word has counts as if half a word had it.
  const square = (gram: string) => Math.log(1 + all.size / (frequency.get(gram) ?? 0.5)) ** 2
  const length = (grams: Set<string>) => Math.sqrt([...grams].reduce((sum, gram) => sum + square(gram), 0))
  return word => {
    const own = gramsOf(word)
    const found = new Map<string, number>()
    for (const [other, grams] of all) {
      const shared = [...grams].filter(gram => own.has(gram)).reduce((sum, gram) => sum + square(gram), 0)
      const cosine = shared / (length(own) * length(grams))
      if (cosine >= 0.5) found.set(other, cosine)
    }
    return found
  }
}
