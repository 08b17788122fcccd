import list from 'natural/lib/natural/util/stopwords_pl.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Polish stop words, from `natural`. */
export const polishStopWords: StopWords = /* @__PURE__ */ stopWordList('polish', list.words)
