import list from 'natural/lib/natural/util/stopwords_zh.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Chinese stop words, from `natural`. */
export const chineseStopWords: StopWords = /* @__PURE__ */ stopWordList('chinese', list.words)
