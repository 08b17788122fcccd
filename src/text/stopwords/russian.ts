import list from 'natural/lib/natural/util/stopwords_ru.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Russian stop words, from `natural`. */
export const russianStopWords: StopWords = /* @__PURE__ */ stopWordList('russian', list.words)
