import list from 'natural/lib/natural/util/stopwords_sv.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Swedish stop words, from `natural`. */
export const swedishStopWords: StopWords = /* @__PURE__ */ stopWordList('swedish', list.words)
