import type { Range } from './types.ts'

/** A term of a text and the original word it stands for, `[start, end)` of the text as it was given. */
export interface AnalyzedTerm extends Range {
  readonly term: string
}

/**
 * From a text to its terms: normalised, stemmed, without stop words. Ranges are of whole original words, so that what is marked
 * for `run` is `running`. Their order does not matter, and they may overlap, as character pairs do.
 */
export type Analyze = (text: string) => readonly AnalyzedTerm[]

/**
 * Where the terms of a query stand in a text: in the order of the text, by start and then by end. Throws RangeError where a range
 * is empty or not within the text.
 */
export function termsInText(
  text: string,
  analyze: Analyze,
  queryTerms: ReadonlyMap<string, unknown> | ReadonlySet<string>
): AnalyzedTerm[] {
  const found = analyze(text).filter(({ term }) => queryTerms.has(term))
  for (const { term, start, end } of found) {
    if (start < 0 || end <= start || end > text.length) {
      throw new RangeError(
        `analyze: expected ranges within a text of ${text.length}, got [${start}, ${end}) for ${JSON.stringify(term)}`
      )
    }
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** The terms of a query, each with the word that was first asked for it: `running` for `run`, in the order of the query. */
export function askedWords(query: string, analyze: Analyze): Map<string, string> {
  const words = new Map<string, string>()
  for (const { term, start, end } of analyze(query)) {
    if (!words.has(term)) words.set(term, query.slice(start, end))
  }
  return words
}
