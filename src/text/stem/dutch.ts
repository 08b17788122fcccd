import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_nl.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Dutch, in the manner of Snowball. From `natural`. */
export const dutchStemmer: Stemmer = /* @__PURE__ */ memoStemmer('dutch', word => PorterStemmer.stem(word))
