import { porter } from '../text/stem/porter.ts'
import type { Stemmer } from '../text/stem.ts'
import { englishStopWords } from '../text/stopwords/english.ts'
import type { StopWords } from '../text/stopwords.ts'
import { type Analysis, createAnalysis } from './analysis.ts'

/** Texts that are looked at, and words of each. */
const TEXTS = 200
const WORDS = 200
/**
 * English has so many of its stop words at least: 26 to 45 % of the words of English manuals, news and mail, while texts in Danish, Dutch,
 * French, German, Polish, Spanish and others have 6 % at most.
 */
const ENGLISH = 0.15

/** Whether texts are English, as most of them that have words. True where there are none. */
function isEnglish(texts: Iterable<string>): boolean {
  const { terms } = createAnalysis(null, null)
  let words = 0
  let common = 0
  let read = 0
  for (const text of texts) {
    // Characters beyond what so many words take are not even looked at.
    const some = terms(text.slice(0, 8 * WORDS)).slice(0, WORDS)
    for (const word of some) if (word.length > 1 && englishStopWords.words.has(word)) common++
    words += some.length
    if (some.length > 0 && ++read === TEXTS) break
  }
  return words === 0 || common >= ENGLISH * words
}

/** The analysis for texts, where 'auto' leaves it to them. */
export function analysisFor(
  texts: Iterable<string>,
  stem: Stemmer | null | 'auto',
  stopWords: StopWords | null | 'auto'
): Analysis {
  const english = (stem === 'auto' || stopWords === 'auto') && isEnglish(texts)
  return createAnalysis(
    stem === 'auto' ? (english ? porter : null) : stem,
    stopWords === 'auto' ? (english ? englishStopWords : null) : stopWords
  )
}
