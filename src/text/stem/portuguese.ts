import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_pt.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Portuguese, in the manner of Snowball. From `natural`. */
export const portugueseStemmer: Stemmer = /* @__PURE__ */ memoStemmer('portuguese', word => PorterStemmer.stem(word))
