import type { Collection, Entry } from './collection.ts'
import type { Lexicon } from './lexicon.ts'
import { snippetOf } from './snippet.ts'
import type { StageHit } from './stage.ts'
import { askedWords, termsInText } from './terms-in-text.ts'
import type { ScoreParts, SearchDocument, SearchResult, Snippet } from './types.ts'

/** A question taken apart, as results need it to show why they were found. */
export interface Asked {
  /** The word that was asked for each term of the documents that answers it. */
  readonly words: ReadonlyMap<string, string>
  /** What each of these terms counts. */
  readonly weights: ReadonlyMap<string, number>
}

/**
 * The terms of a question, those spelled like them and those that the first stage took for them included. The lexicon and the words
 * are of one moment.
 */
export function askedTerms<D extends SearchDocument>(
  query: string,
  { analysis, words: known, numbers }: Pick<Collection<D>, 'analysis' | 'words' | 'numbers'>,
  lexicon: Lexicon,
  idf: Float64Array,
  found: readonly StageHit[]
): Asked {
  const words = new Map<string, string>()
  const weights = new Map<string, number>()
  const asked = askedWords(query, text => analysis.locate(text))
  for (const [term, word] of asked) {
    const alike = lexicon.similar(term)
    alike.terms.forEach((number, s) => {
      const weight = alike.weights[s] * idf[number]
      if (weight <= (weights.get(known[number]) ?? 0)) return
      weights.set(known[number], weight)
      words.set(known[number], word)
    })
    if (numbers.has(term)) words.set(term, word)
  }
  for (const { terms = [], queryTerms = [] } of found) {
    for (const term of terms) {
      const number = numbers.get(term)
      if (number === undefined || weights.has(term)) continue
      weights.set(term, WIDENED * idf[number])
      const [nearest] = [...queryTerms].sort((a, b) => commonStart(b, term) - commonStart(a, term))
      words.set(term, asked.get(nearest) ?? nearest)
    }
  }
  return { words, weights }
}

/** What a word counts that only the first stage takes for one of the question, by its beginning or with letters wrong. */
const WIDENED = 0.5

/** How many units two words have in common at their beginning. */
function commonStart(a: string, b: string): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  return i
}

/**
 * A result whose reasons are found when they are first asked for: most of the time of a search would go into those nobody looks at. They
 * are those of the moment of the search, whatever becomes of the collection.
 */
export function hit<D extends SearchDocument>(
  entry: Entry<D>,
  score: number,
  parts: ScoreParts,
  collection: Collection<D>,
  asked: () => Asked
): SearchResult<D> {
  const { words } = collection
  const numbers = entry.terms
  let snippet: Snippet | undefined
  let terms: readonly string[] | undefined
  return {
    id: entry.id,
    score,
    parts,
    get terms() {
      terms ??= termsOf(numbers, words, asked().words)
      return terms
    },
    get snippet() {
      snippet ??= snippetFor(entry, collection, asked().weights)
      return snippet
    },
    document: entry.document
  }
}

function termsOf(
  fields: readonly Uint32Array[],
  known: readonly string[],
  words: ReadonlyMap<string, string>
): string[] {
  const found = new Set<string>()
  for (const field of fields) {
    for (const number of field) {
      const word = words.get(known[number])
      if (word !== undefined) found.add(word)
    }
  }
  // In the order of the question.
  return [...new Set(words.values())].filter(word => found.has(word))
}

function snippetFor<D extends SearchDocument>(
  entry: Entry<D>,
  { shape, analysis }: Collection<D>,
  weights: ReadonlyMap<string, number>
): Snippet {
  const fields = entry.texts.map((text, f) => ({
    field: shape.fields[f],
    text,
    matches: termsInText(text, part => analysis.locate(part), weights)
  }))
  return snippetOf(fields, weights)
}
