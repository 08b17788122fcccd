import list from 'natural/lib/natural/util/stopwords_fr.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** French stop words, from `natural`. */
export const frenchStopWords: StopWords = /* @__PURE__ */ stopWordList('french', list.words)
