import list from 'natural/lib/natural/util/stopwords_ja.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Japanese stop words, from `natural`. */
export const japaneseStopWords: StopWords = /* @__PURE__ */ stopWordList('japanese', list.words)
