import { applyEditsMapped, identityMap, type MappedText } from '../text/edits.ts'
import { show } from '../text/options.ts'
import type { Stemmer } from '../text/stem.ts'
import type { StopWords } from '../text/stopwords.ts'
import { tokenize } from '../text/tokenize.ts'
import { editsOf, lowercaseEdits, stripAccents } from '../text/unicode.ts'
import type { AnalyzedTerm } from './terms-in-text.ts'

/** The name of what {@link createAnalysis} does to a text, stemmer and stop words aside. Another analysis gets another name. */
export const ANALYZER = 'waymark-search-1'

/** From texts to the terms that a search counts. */
export interface Analysis {
  readonly stem: Stemmer | null
  readonly stopWords: StopWords | null
  /** The terms of a text in its order. */
  terms(text: string): string[]
  /** The same terms, each with the original word that it stands for. */
  locate(text: string): AnalyzedTerm[]
}

/** Characters that do not show, or would show in another form: changed before words are told apart. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu
const visible = (text: string): string => text.replace(UNSEEN, '').normalize('NFKC')
const NOT_ASCII = /[^\0-\x7f]/

function folded(text: string): string {
  const lower = text.toLowerCase()
  return NOT_ASCII.test(lower) ? visible(lower) : lower
}

/** As `folded`, unit by unit; undefined where every unit stays in its place. */
function foldedMapped(text: string): MappedText | undefined {
  if (!NOT_ASCII.test(text)) return undefined
  const lower = applyEditsMapped(identityMap(text), lowercaseEdits(text))
  return applyEditsMapped(lower, editsOf(lower.text, visible))
}

/** Letters that stand for others where a keyboard lacks them, and are no letter with a mark on it. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i'
}
const OTHER = /[ßæœøłđðþı]/g
/** Vowel signs of Hebrew and Arabic, which most texts leave out. */
const POINTS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g

/** A word as it is typed without accents. */
function plain(word: string): string {
  if (!NOT_ASCII.test(word)) return word
  return stripAccents(word.replace(OTHER, letter => LETTERS[letter])).replace(POINTS, '')
}

/**
 * Lower case in Unicode's form NFKC; runs of letters, digits and marks, in scripts without spaces words and character pairs; without
 * stop words; stemmed; then without accents, so that `cafe` finds `café` and `strasse` `Straße`.
 */
export function createAnalysis(stem: Stemmer | null, stopWords: StopWords | null): Analysis {
  const termOf = (word: string): string => {
    if (stopWords?.words.has(word)) return ''
    if (stem === null) return plain(word)
    const stemmed: unknown = stem.stem(word)
    if (typeof stemmed === 'string') return plain(stemmed)
    throw new TypeError(`stem.stem(${show(word)}): expected a string, got ${show(stemmed)}`)
  }
  return {
    stem,
    stopWords,
    terms(text) {
      const out: string[] = []
      for (const token of tokenize(folded(text))) {
        const term = termOf(token.text)
        // A stemmer may leave nothing of a word.
        if (term !== '') out.push(term)
      }
      return out
    },
    locate(text) {
      const mapped = foldedMapped(text)
      const out: AnalyzedTerm[] = []
      for (const { text: word, start, end } of tokenize(mapped?.text ?? text.toLowerCase())) {
        const term = termOf(word)
        if (term === '') continue
        if (mapped === undefined) out.push({ term, start, end })
        else out.push({ term, start: mapped.starts[start], end: mapped.ends[end - 1] })
      }
      return out
    }
  }
}
