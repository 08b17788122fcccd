import list from 'natural/lib/natural/util/stopwords_es.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Spanish stop words, from `natural`. */
export const spanishStopWords: StopWords = /* @__PURE__ */ stopWordList('spanish', list.words)
