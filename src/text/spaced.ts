import type { Edit } from './edits.ts'

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu
/** One letter of a script with upper and lower case: a word of one Han character is a word. */
const SINGLE = /^[\p{Lu}\p{Ll}\p{Lt}]\p{M}*$/u
const SEPARATORS = ' .-_*·'
/** The fewest letters that are taken for a word spelled out. Two would join `a i` and `e.g.` */
const FEWEST = 3

/**
 * Edits that join single letters spelled out with one and the same separator (space, full stop, hyphen, underscore, star,
 * middle dot): `f r e e`, `v.i.a.g.r.a`, `s-e-x`. It takes three letters or more, and a run that touches a longer word
 * (`x-y-z-axis`, `a T a B-movie`) is left alone. Prose with three one-letter words in a row (`plan b i think` has two) is
 * joined as well: that is rare in the languages met so far, and the price of the option.
 */
export function spacedEdits(text: string): Edit[] {
  const edits: Edit[] = []
  /** Ends of the letters of the run so far; behind each but the last stands `separator`. */
  let ends: number[] = []
  let separator = ''
  /** Whether the run hangs on a word before it by a separator other than a space. */
  let hangs = false
  let before = -2

  const close = (touches: boolean): void => {
    if (ends.length >= FEWEST && !hangs && !touches) {
      for (let i = 0; i + 1 < ends.length; i++) edits.push({ start: ends[i], end: ends[i] + 1, text: '' })
    }
    ends = []
  }

  for (const { 0: word, index } of text.matchAll(WORD)) {
    const end = index + word.length
    const between = index === before + 1 && SEPARATORS.includes(text[before]) ? text[before] : ''
    const joined = between !== '' && between !== ' '
    const single = SINGLE.test(word)
    if (single && between !== '' && (ends.length === 1 || (ends.length > 1 && between === separator))) {
      ends.push(end)
    } else if (single && joined && ends.length > 1 && separator === ' ') {
      // `a v.i.a.g.r.a`: the v begins a run of its own.
      ends.pop()
      close(false)
      ends = [before, end]
      hangs = false
    } else {
      close(joined)
      if (single) ends = [end]
      hangs = joined
    }
    separator = between
    before = end
  }
  close(false)
  return edits
}
