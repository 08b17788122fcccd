import { tokenize } from '../text/tokenize.ts'

/** Of all different words of two texts, the share in both from which on they are taken for the same. */
const SAME = 0.9

/**
 * The different words of a text, in small letters; the text itself, trimmed, where it has none. Character pairs in scripts
 * without spaces.
 */
export function wordSet(text: string): Set<string> {
  const words = new Set(tokenize(text.toLowerCase(), { segmenter: false }).map(token => token.text))
  return words.size === 0 ? new Set([text.trim()]) : words
}

/** Whether two texts say the same in nearly the same words: a Jaccard index of at least 0.9. */
export function nearlySame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const small = a.size < b.size ? a : b
  const large = small === a ? b : a
  // Even if all of the small one were in the large one, they would share too little.
  if (small.size < SAME * large.size) return false
  let shared = 0
  for (const word of small) if (large.has(word)) shared++
  return shared >= SAME * (a.size + b.size - shared)
}
