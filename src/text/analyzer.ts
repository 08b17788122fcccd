import { charNgrams, Ranges, wordNgrams } from './ngrams.ts'
import { expectBooleans, expectOneOf, expectStopWords, show } from './options.ts'
import { Pieces } from './pieces.ts'
import type { StopWords } from './stopwords.ts'
import { tokenRanges } from './tokenize.ts'
import { fromUtf8 } from './utf8.ts'
import { pushWords } from './words.ts'

/** How scikit-learn's vectorizers take a text apart, in the names of their options. */
export interface AnalyzerOptions {
  /** 'word': runs of tokens `\b\w\w+\b`. 'charWb': characters inside words, padded with a space. Default 'word'. */
  readonly analyzer?: 'word' | 'charWb'
  /** The shortest and the longest n-gram. Default [1, 1]. */
  readonly ngramRange?: readonly [number, number]
  /** Default true. */
  readonly lowercase?: boolean
  /** Tokens to leave out, for 'word' only, or null. Default null. */
  readonly stopWords?: StopWords | null
}

/** The defaults of {@link AnalyzerOptions}. */
export const ANALYZER_DEFAULTS: Required<AnalyzerOptions> = {
  analyzer: 'word',
  ngramRange: [1, 1],
  lowercase: true,
  stopWords: null
}

/** Throws TypeError or RangeError naming the option at fault. */
export function checkAnalyzer(options: Required<AnalyzerOptions>, where: string): void {
  const { analyzer, ngramRange, stopWords } = options
  expectOneOf(`${where}.analyzer`, analyzer, ['word', 'charWb'])
  expectBooleans(where, options, 'lowercase')
  const [min, max]: readonly number[] = Array.isArray(ngramRange) ? ngramRange : []
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min || max > 64) {
    throw new RangeError(`${where}.ngramRange: expected [min, max] with 1 ≤ min ≤ max ≤ 64, got ${show(ngramRange)}`)
  }
  expectStopWords(`${where}.stopWords`, stopWords)
}

/** A function from a text to its n-grams as strings. The featurizer never makes these strings; a vocabulary needs them. */
export function analyzerOf(options: Required<AnalyzerOptions>, where: string): (text: string) => string[] {
  checkAnalyzer(options, where)
  const { analyzer, ngramRange, lowercase, stopWords } = options
  const [min, max] = ngramRange
  const pieces = new Pieces()
  const tokens = new Ranges()
  const ranges = new Ranges()
  return text => {
    const lower = lowercase ? text.toLowerCase() : text
    pieces.clear()
    ranges.clear()
    if (analyzer === 'charWb') {
      pushWords(pieces, lower, false, null)
      charNgrams(pieces, min, max, Number.POSITIVE_INFINITY, ranges)
    } else {
      tokenRanges(lower, { pattern: 'sklearn', segmenter: false, minLength: 2 }, tokens)
      for (let i = 0; i < tokens.count; i++) {
        const start = tokens.starts[i]
        const end = tokens.ends[i]
        if (!stopWords?.words.has(lower.slice(start, end))) pieces.push(lower, start, end, start, end, false)
      }
      wordNgrams(pieces, min, max, Number.POSITIVE_INFINITY, ranges)
    }
    const terms: string[] = []
    for (let i = 0; i < ranges.count; i++) terms.push(fromUtf8(pieces.buffer.bytes, ranges.starts[i], ranges.ends[i]))
    return terms
  }
}
