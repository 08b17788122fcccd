import list from 'natural/lib/natural/util/stopwords_fa.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Persian stop words, from `natural`. */
export const persianStopWords: StopWords = /* @__PURE__ */ stopWordList('persian', list.words)
