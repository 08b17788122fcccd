import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** English, after Porter (1980): relational → relat. From `natural`. */
export const porter: Stemmer = /* @__PURE__ */ memoStemmer('porter', word => PorterStemmer.stem(word))
