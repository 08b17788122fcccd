import list from 'natural/lib/natural/util/stopwords_id.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Indonesian stop words, from `natural`. */
export const indonesianStopWords: StopWords = /* @__PURE__ */ stopWordList('indonesian', list.words)
