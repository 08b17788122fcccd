/** Terms that are spelled like a word, and how much: 1 for the word itself. */
export interface SimilarTerms {
  readonly terms: Uint32Array
  /** As many, from the least that counts up to 1. */
  readonly weights: Float64Array
}

/** Finds the terms of a collection that are spelled like a word: its inflections, compounds and misspellings, in any language. */
export interface Lexicon {
  similar(word: string): SimilarTerms
}

/** Characters of an n-gram. */
const GRAM = 4
/** n-grams are told apart by so many bits of a hash. */
const BUCKETS = 2 ** 16
/** Terms less alike than this have more often other meanings than the same. */
const LEAST = 0.5
/** Of the others so many count, the nearest. */
const MOST = 50
/** What is longer is hardly a word, and is known by its beginning. */
const LONGEST = 64

/** The text that n-grams are taken of: those at the ends of a word are others than those within. */
const framed = (word: string): string => ` ${word.slice(0, LONGEST)} `

/** The buckets of the n-grams of ` word `, each once, at the front of `out`, and where each begins in `at`; returns how many. */
function gramsOf(word: string, out: number[], at: number[]): number {
  const text = framed(word)
  let count = 0
  const last = Math.max(0, text.length - GRAM)
  for (let i = 0; i <= last; i++) {
    // FNV-1a over 16-bit units, folded to the bits that are used.
    let h = 0x811c9dc5
    const end = Math.min(text.length, i + GRAM)
    for (let j = i; j < end; j++) h = Math.imul(h ^ text.charCodeAt(j), 0x01000193)
    const bucket = (h ^ (h >>> 16)) & (BUCKETS - 1)
    let known = 0
    while (known < count && out[known] !== bucket) known++
    if (known < count) continue
    out[count] = bucket
    at[count++] = i
  }
  return count
}

/**
 * A lexicon of the words that `used` says documents have. Likeness is the cosine of two words' sets of character 4-grams, each gram
 * weighed by ln(1 + V / df) over the V words, which for European languages does what a stemmer does (McNamee and Mayfield 2004) and for
 * compounds more.
 *
 * @param words (terms) every term
 * @param used whether a term counts
 */
export function createLexicon(words: readonly string[], used: (term: number) => boolean): Lexicon {
  const grams: number[] = []
  const at: number[] = []
  const starts = new Uint32Array(BUCKETS + 1)
  let size = 0
  for (let t = 0; t < words.length; t++) {
    if (!used(t)) continue
    size++
    const count = gramsOf(words[t], grams, at)
    for (let g = 0; g < count; g++) starts[grams[g] + 1]++
  }
  for (let b = 0; b < BUCKETS; b++) starts[b + 1] += starts[b]
  const weights = Float64Array.from({ length: BUCKETS }, (_, b) => {
    return Math.log(1 + size / Math.max(0.5, starts[b + 1] - starts[b])) ** 2
  })
  const next = starts.slice(0, BUCKETS)
  const terms = new Uint32Array(starts[BUCKETS])
  const lengths = new Float64Array(words.length)
  for (let t = 0; t < words.length; t++) {
    if (!used(t)) continue
    const count = gramsOf(words[t], grams, at)
    let square = 0
    for (let g = 0; g < count; g++) {
      terms[next[grams[g]]++] = t
      square += weights[grams[g]]
    }
    lengths[t] = Math.sqrt(square)
  }
  const shared = new Float64Array(words.length)
  const touched = new Uint32Array(words.length)

  /** The weight of the n-grams that two words truly share, the first with `count` of them in `grams`. */
  function trulyShared(word: string, other: string, count: number): number {
    const [text, whole] = [framed(word), framed(other)]
    let sum = 0
    for (let g = 0; g < count; g++) {
      if (whole.includes(text.slice(at[g], at[g] + GRAM))) sum += weights[grams[g]]
    }
    return sum
  }

  return {
    similar(word) {
      const count = gramsOf(word, grams, at)
      let square = 0
      let met = 0
      for (let g = 0; g < count; g++) {
        const weight = weights[grams[g]]
        square += weight
        for (let p = starts[grams[g]]; p < starts[grams[g] + 1]; p++) {
          if (shared[terms[p]] === 0) touched[met++] = terms[p]
          shared[terms[p]] += weight
        }
      }
      const length = Math.sqrt(square)
      const found: { term: number; weight: number }[] = []
      for (let m = 0; m < met; m++) {
        const term = touched[m]
        const norm = length * lengths[term]
        const likely = shared[term] >= LEAST * norm
        shared[term] = 0
        if (!likely) continue
        // Different n-grams may share a bucket, and a word of two characters has no other that would tell.
        const weight = trulyShared(word, words[term], count) / norm
        if (weight >= LEAST) found.push({ term, weight: Math.min(1, weight) })
      }
      found.sort((a, b) => b.weight - a.weight || a.term - b.term)
      if (found.length > MOST) found.length = MOST
      return { terms: Uint32Array.from(found, f => f.term), weights: Float64Array.from(found, f => f.weight) }
    }
  }
}
