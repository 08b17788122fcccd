import type { ByteWords } from './byte-words.ts'
import { KEEP } from './grow.ts'
import type { Pieces } from './pieces.ts'
import { SPACE, WORD } from './scan.ts'

const BLANK = 0x20

/** A text as bytes, if it is ASCII, in a buffer used again from text to text. */
export class AsciiText {
  /** The characters, then a space. */
  bytes: Uint8Array = new Uint8Array(1024)
  length = 0

  /** Takes in a text, and returns whether it is ASCII. If not, what is here means nothing. */
  load(text: string): boolean {
    const { length } = text
    if (length >= this.bytes.length) this.bytes = new Uint8Array(2 * length)
    else if (this.bytes.length > 4 * KEEP) this.bytes = new Uint8Array(length + 1024)
    const { bytes } = this
    let all = 0
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i)
      all |= code
      bytes[i] = code
    }
    bytes[length] = BLANK
    this.length = length
    return all < 0x80
  }
}

/** Which runs of characters are pieces, and how they are written. All tables are (128). */
export interface RunRules {
  /** SPACE, WORD or SIGN: a run is of one kind. */
  readonly kinds: Uint8Array
  /** Whether runs of signs count. */
  readonly signs: boolean
  /** Characters that a word must have. */
  readonly least: number
  /** What a character is written as. */
  readonly written: Uint8Array
  /** Runs that do not count, or null, by what their characters are in `compared`. */
  readonly stopWords: ByteWords | null
  readonly compared: Uint8Array
}

/** Appends the runs of an ASCII text that count: what reading it as a string would find, a byte for a character. */
export function pushRuns(text: AsciiText, rules: RunRules, pieces: Pieces): void {
  const { bytes, length } = text
  const { kinds, signs, least, written, stopWords, compared } = rules
  const { buffer } = pieces
  // At worst each character is a piece, and a space follows it.
  buffer.reserve(2 * length)
  const out = buffer.bytes
  let { count } = pieces
  let at = buffer.size
  for (let i = 0; i < length; ) {
    const kind = kinds[bytes[i]]
    if (kind === SPACE) {
      i++
      continue
    }
    const from = i
    const start = at
    do out[at++] = written[bytes[i++]]
    while (kinds[bytes[i]] === kind)
    if ((kind === WORD ? i - from < least : !signs) || stopWords?.has(bytes, from, i, compared)) {
      at = start
      continue
    }
    if (count === pieces.starts.length) {
      pieces.count = count
      pieces.reserve(1)
    }
    pieces.starts[count] = start
    pieces.ends[count] = at
    pieces.from[count] = from
    pieces.to[count++] = i
    out[at++] = BLANK
  }
  buffer.size = at
  pieces.count = count
  pieces.ascii = true
}
