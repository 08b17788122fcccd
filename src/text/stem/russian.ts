import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_ru.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Russian, in the manner of Snowball. From `natural`. */
export const russianStemmer: Stemmer = /* @__PURE__ */ memoStemmer('russian', word => PorterStemmer.stem(word))
