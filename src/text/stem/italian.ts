import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_it.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Italian, in the manner of Snowball. From `natural`. */
export const italianStemmer: Stemmer = /* @__PURE__ */ memoStemmer('italian', word => PorterStemmer.stem(word))
