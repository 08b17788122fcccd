/** A stemmer: cuts a word to the form it shares with its kin. `name` goes into the file of a model. */
export interface Stemmer {
  readonly name: string
  stem(word: string): string
}

/** Stems kept at once. A text room's vocabulary fits; a hostile stream of new words cannot grow it without end. */
const CACHE = 20_000
/** Longer words are left as they are: no rule is about them, and rules of many steps would be slow on them. */
const LONGEST = 64

/**
 * A {@link Stemmer} that remembers: stemming a word costs microseconds, and words repeat. When the memory is full it is
 * emptied whole, which costs less to keep than an order of use.
 */
export function memoStemmer(name: string, stem: (word: string) => string): Stemmer {
  const known = new Map<string, string>()
  return {
    name,
    stem(word) {
      if (word.length > LONGEST) return word
      const found = known.get(word)
      if (found !== undefined) return found
      const stemmed = stem(word)
      if (known.size >= CACHE) known.clear()
      known.set(word, stemmed)
      return stemmed
    }
  }
}
