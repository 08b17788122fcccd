/** Words to leave out. `name` goes into the file of a model. */
export interface StopWords {
  readonly name: string
  readonly words: ReadonlySet<string>
}

/** A list of stop words of your own. They are compared with normalised tokens, before stemming. */
export function stopWordList(name: string, words: Iterable<string>): StopWords {
  return { name, words: new Set(words) }
}
