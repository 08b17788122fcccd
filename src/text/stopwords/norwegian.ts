import list from 'natural/lib/natural/util/stopwords_no.js'
import { type StopWords, stopWordList } from '../stopwords.ts'

/** Norwegian stop words, from `natural`. */
export const norwegianStopWords: StopWords = /* @__PURE__ */ stopWordList('norwegian', list.words)
