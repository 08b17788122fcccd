import { porter } from '../text/stem/porter.ts'
import type { Stemmer } from '../text/stem.ts'
import { englishStopWords } from '../text/stopwords/english.ts'
import { type StopWords, stopWordList } from '../text/stopwords.ts'
import { type Analysis, createAnalysis } from './analysis.ts'

/**
 * English stop words but for single letters and digits: `c` of `vitamin c` and `3` of `step 3` are what is asked for. Those that an
 * apostrophe leaves, as in `it's`, are out, and `a` and `i`.
 */
export const searchStopWords: StopWords = /* @__PURE__ */ stopWordList(
  'english-search',
  /* @__PURE__ */ [...englishStopWords.words].filter(word => word.length > 1 || 'aistdm'.includes(word))
)

/** Texts that are looked at, and words of each. */
const TEXTS = 200
const WORDS = 200
/** Common words of English that its neighbours do not have, as Dutch has `in` and `is`, and German `was` and `so`. */
const TELLING = new Set('the and that with this from are you not which'.split(' '))
/** English has more of them: 8 to 16 % of the words of manuals, news and mail, other languages half a percent at most. */
const ENGLISH = 0.04
/** Fewer words may have none of them by chance: then so great a share of all stop words of English tells, in plain letters. */
const FEW = 50
const COMMON = 0.15

/** Whether texts are English, as most of them that have words. True where there are none. */
function isEnglish(texts: Iterable<string>): boolean {
  const { terms } = createAnalysis(null, null)
  let words = 0
  let telling = 0
  let common = 0
  let ascii = true
  let read = 0
  for (const text of texts) {
    // Characters beyond what so many words take are not even looked at.
    const start = text.slice(0, 8 * WORDS)
    const some = terms(start).slice(0, WORDS)
    if (/[^\0-\x7f]/.test(start)) ascii = false
    for (const word of some) {
      if (TELLING.has(word)) telling++
      if (word.length > 1 && englishStopWords.words.has(word)) common++
    }
    words += some.length
    if (some.length > 0 && ++read === TEXTS) break
  }
  return telling >= ENGLISH * words || (words < FEW && ascii && common >= COMMON * words)
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
    stopWords === 'auto' ? (english ? searchStopWords : null) : stopWords
  )
}
