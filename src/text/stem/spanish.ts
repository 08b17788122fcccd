import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_es.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Spanish, in the manner of Snowball. From `natural`. */
export const spanishStemmer: Stemmer = /* @__PURE__ */ memoStemmer('spanish', word => PorterStemmer.stem(word))
