import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer_no.js'
import { memoStemmer, type Stemmer } from '../stem.ts'

/** Norwegian, in the manner of Snowball. From `natural`. */
export const norwegianStemmer: Stemmer = /* @__PURE__ */ memoStemmer('norwegian', word => PorterStemmer.stem(word))
