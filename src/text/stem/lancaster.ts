import LancasterStemmer from 'natural/lib/natural/stemmers/lancaster_stemmer.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** English, after Paice and Husk (1990); cuts more than {@link porter}. From `natural`. */
export const lancaster: Stemmer = /* @__PURE__ */ memoStemmer('lancaster', word => LancasterStemmer.stem(word))
