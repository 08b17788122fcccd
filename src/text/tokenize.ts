import { hasLength } from './code-points.ts'
import { Ranges } from './ngrams.ts'
import { expectBooleans, expectInteger, expectOneOf, withDefaults } from './options.ts'
import { SKLEARN_WORD, scanRuns, UNICODE_WORD } from './scan.ts'
import { cutUnspaced, mayBeUnspaced } from './segment.ts'

/** A token and where it stands: `text` is `[start, end)` of the text, in UTF-16 offsets. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What counts as a token. */
export interface TokenizeOptions {
  /**
   * 'unicode' (default): runs of letters, digits and marks of any script. An apostrophe ends a token (`don't` is `don`,
   * `t`), so that `company's` still meets `company`; word pairs keep what it joined.
   * 'sklearn': scikit-learn's `(?u)\b\w\w+\b`, runs of two or more letters, digits and underscores.
   */
  readonly pattern?: 'unicode' | 'sklearn'
  /**
   * For 'unicode': cut runs of Han, kana, Thai, Lao, Khmer and Myanmar, which are written without spaces, with
   * `Intl.Segmenter`, beside the character pairs that are always taken there. Default true. Its dictionary belongs to the
   * machine, so tokens of these scripts may differ a little between machines; false leaves the pairs, alike everywhere.
   * Where a machine has no `Intl.Segmenter` it is as if false.
   */
  readonly segmenter?: boolean
  /**
   * Leave out tokens of fewer characters (code points). Default 1, none. Not in the scripts that 'unicode' cuts, where one
   * character may be a word.
   */
  readonly minLength?: number
}

/** The defaults of {@link TokenizeOptions}. */
export const TOKENIZE_DEFAULTS: Required<TokenizeOptions> = { pattern: 'unicode', segmenter: true, minLength: 1 }

/** `options` checked and completed. Throws TypeError or RangeError naming the option at fault. */
export function tokenizeOptions(options?: TokenizeOptions, where = 'tokenize'): Required<TokenizeOptions> {
  const full = withDefaults(where, options, TOKENIZE_DEFAULTS)
  expectOneOf(`${where}.pattern`, full.pattern, ['unicode', 'sklearn'])
  expectBooleans(where, full, 'segmenter')
  expectInteger(`${where}.minLength`, full.minLength, 1, 64)
  return full
}

/** Characters that a token must have. */
export function shortestToken({ pattern, minLength }: Required<TokenizeOptions>): number {
  return pattern === 'sklearn' ? Math.max(2, minLength) : minLength
}

const runs = /* @__PURE__ */ new Ranges()

/** Lists the places of the tokens of `text` in `out`, by options that are already checked. */
export function tokenRanges(text: string, options: Required<TokenizeOptions>, out: Ranges): void {
  out.clear()
  runs.clear()
  const unicode = options.pattern === 'unicode'
  scanRuns(text, unicode ? UNICODE_WORD : SKLEARN_WORD, false, runs)
  const least = shortestToken(options)
  const cut = unicode && mayBeUnspaced(text)
  for (let i = 0; i < runs.count; i++) {
    const start = runs.starts[i]
    const end = runs.ends[i]
    if (cut && cutUnspaced(text, start, end, options.segmenter, least, out)) continue
    if (least === 1 || hasLength(text, start, end, least)) out.push(start, end)
  }
}

/**
 * The tokens of `text` in the order of the text; a run without spaces gives its words, then its character pairs. Normalise
 * first: nothing is folded here. Throws on unknown options.
 */
export function tokenize(text: string, options?: TokenizeOptions): Token[] {
  const found = new Ranges()
  tokenRanges(text, tokenizeOptions(options), found)
  return Array.from({ length: found.count }, (_, i) => {
    const start = found.starts[i]
    const end = found.ends[i]
    return { text: text.slice(start, end), start, end }
  })
}
