import list from 'natural/lib/natural/util/stopwords_it.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Italian stop words, from `natural`. */
export const italianStopWords: StopWords = /* @__PURE__ */ stopWordList('italian', list.words)
