import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_fr.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** French, in the manner of Snowball. From `natural`. */
export const frenchStemmer: Stemmer = /* @__PURE__ */ memoStemmer('french', word => PorterStemmer.stem(word))
