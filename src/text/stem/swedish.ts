import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_sv.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Swedish, in the manner of Snowball. From `natural`. */
export const swedishStemmer: Stemmer = /* @__PURE__ */ memoStemmer('swedish', word => PorterStemmer.stem(word))
