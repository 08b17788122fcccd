import type { Ranges } from './ngrams.ts'
import { isSpace } from './spaces.ts'

export const SPACE = 0
export const WORD = 1
export const SIGN = 2

/** What belongs to a word: a sticky pattern that matches the longest run, also an empty one, and its answers for ASCII. */
export interface WordPattern {
  readonly run: RegExp
  /** (128) SPACE, WORD or SIGN */
  readonly ascii: Uint8Array
}

function wordPattern(run: RegExp): WordPattern {
  const ascii = new Uint8Array(128)
  for (let code = 0; code < 128; code++) {
    run.lastIndex = 0
    const word = run.test(String.fromCharCode(code)) && run.lastIndex > 0
    ascii[code] = word ? WORD : isSpace(code) ? SPACE : SIGN
  }
  return { run, ascii }
}

/** Letters, digits and marks of any script. */
export const UNICODE_WORD: WordPattern = /* @__PURE__ */ wordPattern(/[\p{L}\p{N}\p{M}]*/uy)
/** scikit-learn's `\w`. */
export const SKLEARN_WORD: WordPattern = /* @__PURE__ */ wordPattern(/[\p{L}\p{N}_]*/uy)

/** Where the run of word characters from `start` on ends; `start` itself if there is none. */
function endOfWord(text: string, start: number, { run, ascii }: WordPattern): number {
  let end = start
  while (end < text.length) {
    const code = text.charCodeAt(end)
    if (code >= 0x80) {
      run.lastIndex = end
      run.test(text)
      return run.lastIndex
    }
    if (ascii[code] !== WORD) return end
    end++
  }
  return end
}

function kindAt(text: string, at: number, { run, ascii }: WordPattern): number {
  const code = text.charCodeAt(at)
  if (code < 0x80) return ascii[code]
  run.lastIndex = at
  run.test(text)
  if (run.lastIndex > at) return WORD
  return isSpace(code) ? SPACE : SIGN
}

/** Appends the longest runs of word characters, and if `signs` those of other characters that are no white space. */
export function scanRuns(text: string, pattern: WordPattern, signs: boolean, out: Ranges): void {
  const { length } = text
  for (let i = 0; i < length; ) {
    const start = i
    const kind = kindAt(text, i, pattern)
    if (kind === WORD) {
      i = endOfWord(text, i, pattern)
      out.push(start, i)
      continue
    }
    // An astral character is two units, and a pattern must not be asked about the second.
    do i += (text.codePointAt(i) as number) > 0xffff ? 2 : 1
    while (i < length && kindAt(text, i, pattern) === kind)
    if (signs && kind === SIGN) out.push(start, i)
  }
}
