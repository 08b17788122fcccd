import type { Random } from '../../src/math/index.ts'

/** One way to disguise a text so that a person still reads it. */
export interface Attack {
  readonly name: string
  /** What it does, and how much of a text it touches. */
  readonly about: string
  /** `text` disguised; the same text and generator state give the same disguise. Web and mail addresses stay. */
  readonly apply: (text: string, random: Random) => string
}

const ADDRESS = /:\/\/|^www\.|\S@\w+\.\w/i
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu

/** One of `items`, each as likely as the others. */
export function pick<T>(items: ArrayLike<T>, random: Random): T {
  return items[random.below(items.length)]
}

/** `change` applied to each run of what is no white space and no address. */
export function eachChunk(text: string, change: (chunk: string) => string): string {
  return text.replace(/\S+/g, chunk => (ADDRESS.test(chunk) ? chunk : change(chunk)))
}

/** `change` applied to each word of `least` letters or more, with probability `share`. */
export function eachWord(
  text: string,
  random: Random,
  { share, least = 1 }: { readonly share: number; readonly least?: number },
  change: (word: string) => string
): string {
  return eachChunk(text, chunk =>
    chunk.replace(WORD, word => (word.length >= least && random.uniform() < share ? change(word) : word))
  )
}

/** `change` applied to each ASCII letter outside addresses, with probability `share`. */
export function eachLetter(text: string, random: Random, share: number, change: (letter: string) => string): string {
  return eachChunk(text, chunk =>
    chunk.replace(/[a-z]/gi, letter => (random.uniform() < share ? change(letter) : letter))
  )
}

/** An attack that replaces each letter that `table` has, looked up as it is and then in lower case, with probability `share`. */
export function byTable(
  name: string,
  about: string,
  share: number,
  table: Readonly<Record<string, readonly string[]>>
): Attack {
  return {
    name,
    about,
    apply: (text, random) =>
      eachLetter(text, random, share, letter => {
        const variants = table[letter] ?? table[letter.toLowerCase()]
        return variants === undefined || variants.length === 0 ? letter : pick(variants, random)
      })
  }
}
