import { passagesOf } from '../text/passages.ts'
import type { Collection } from './collection.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { askedTerms } from './hits.ts'
import type { ContextPassage } from './passage.ts'
import { queryVector, type Ranking } from './ranker.ts'
import { numbersOf, rowOfTerms } from './term-counts.ts'
import { termsInText } from './terms-in-text.ts'
import type { SearchDocument, SearchResult } from './types.ts'

/** A document that scores less than this share of the best is not worth citing. */
const FLOOR = 0.3
/** What a passage keeps of its document's score, what the question's words in it add, and what its nearness adds. */
const OWN = 0.4
const WORDS = 0.4
const NEAR = 0.2

/**
 * The passages of documents found, each with a score: that of its document, as far as the passage itself answers the question. Documents
 * with a first field beside others, such as a title, have it above their passages instead.
 */
export function passagesFound<D extends SearchDocument>(
  ranking: Ranking<D>,
  collection: Collection<D>,
  question: string,
  results: readonly SearchResult<D>[]
): ContextPassage[] {
  const { analysis, shape, numbers, entries } = collection
  const { index, space } = ranking
  const { weights } = askedTerms(question, collection, index.lexicon, index.counts.idf, [])
  const most = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const vector = queryVector(ranking, numbersOf(analysis.terms(question), numbers))
  const worst = FLOOR * (results[0]?.score ?? 0)
  const passages = results
    .filter(({ score }) => score >= worst)
    .flatMap(({ id, score }) => {
      const texts = entries.get(id)?.texts ?? []
      const placed = texts.map(text => termsInText(text, part => analysis.locate(part), weights))
      const titled = texts.length > 1 && texts.some((text, f) => f > 0 && text.trim() !== '')
      return texts.flatMap((text, f) => {
        if (titled && f === 0) return []
        // What the title says, its passages need not say again.
        const said = titled ? placed[0].map(({ term }) => term) : []
        // Passages and matches are both in the order of the text.
        let next = 0
        return passagesOf(text).map(({ start, end }): ContextPassage => {
          const inside = new Set(said)
          while (next < placed[f].length && placed[f][next].start < start) next++
          for (let m = next; m < placed[f].length && placed[f][m].start < end; m++) {
            if (placed[f][m].end <= end) inside.add(placed[f][m].term)
          }
          let held = 0
          for (const term of inside) held += weights.get(term) ?? 0
          const piece = text.slice(start, end)
          const code = space.embedder.encodeCounts(rowOfTerms(numbersOf(analysis.terms(piece), numbers)))
          let cosine = 0
          for (let j = 0; j < code.length; j++) cosine += code[j] * vector[j]
          const fit = OWN + (most > 0 ? (WORDS * held) / most : 0) + NEAR * Math.max(0, cosine)
          const title = titled ? texts[0] : undefined
          return { id, field: shape.fields[f], start, end, text: piece, title, fieldText: text, score: score * fit }
        })
      })
    })
  return passages.sort((a, b) => b.score - a.score)
}

/** Passages that are offered beyond what fits by estimate, and at least: some repeat others, and some fit where longer ones do not. */
const SPARE = 4
const LEAST_OFFERED = 20

/** The first of passages, best first, of which a budget of tokens may take some: counting all of a long document would take its time. */
export function enoughFor(maxTokens: number, passages: readonly ContextPassage[]): readonly ContextPassage[] {
  let tokens = 0
  let count = 0
  while (count < passages.length && (count < LEAST_OFFERED || tokens < SPARE * maxTokens)) {
    tokens += estimateTokens(passages[count++].text)
  }
  return passages.slice(0, count)
}
