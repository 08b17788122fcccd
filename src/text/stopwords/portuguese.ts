import list from 'natural/lib/natural/util/stopwords_pt.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Portuguese stop words, from `natural`. */
export const portugueseStopWords: StopWords = /* @__PURE__ */ stopWordList('portuguese', list.words)
