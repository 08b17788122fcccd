import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_uk.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Ukrainian, in the manner of Snowball. From `natural`. */
export const ukrainianStemmer: Stemmer = /* @__PURE__ */ memoStemmer('ukrainian', word => PorterStemmer.stem(word))
