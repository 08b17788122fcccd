import list from 'natural/lib/natural/util/stopwords_uk.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Ukrainian stop words, from `natural`. */
export const ukrainianStopWords: StopWords = /* @__PURE__ */ stopWordList('ukrainian', list.words)
