import list from 'natural/lib/natural/util/stopwords_nl.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Dutch stop words, from `natural`. */
export const dutchStopWords: StopWords = /* @__PURE__ */ stopWordList('dutch', list.words)
