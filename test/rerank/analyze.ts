import type { Analyze } from '../../src/rerank/terms-in-text.ts'
import { englishStopWords, normalizeMapped, porter, tokenize } from '../../src/text/index.ts'

/** An analysis as a search has one: folded, cut, without stop words, stemmed, with the places of the original. */
export const analyze: Analyze = text => {
  const mapped = normalizeMapped(text)
  return tokenize(mapped.text, { segmenter: false })
    .filter(token => !englishStopWords.words.has(token.text))
    .map(token => ({
      term: porter.stem(token.text),
      start: mapped.starts[token.start],
      end: mapped.ends[token.end - 1]
    }))
}

/** The terms of a query, all of one weight. */
export const termsOf = (query: string) => new Map(analyze(query).map(({ term }) => [term, 1]))
