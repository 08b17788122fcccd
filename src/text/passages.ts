import { firstWordStart, lastBreak, skipSpaces } from './breaks.ts'
import { Ranges } from './ngrams.ts'
import { expectInteger, withDefaults } from './options.ts'
import { rangesOf, type Sentences, scanSentences, type TextRange } from './sentences.ts'

/** How a text is cut into passages. */
export interface PassagesOptions {
  /** The length of a passage at most, in UTF-16 units, from 1 up. Default 600, about a hundred words of English. */
  readonly maxCharacters?: number
  /**
   * How much of the end of a passage the next one begins with at most, in UTF-16 units, from 0 to half of `maxCharacters`:
   * whole sentences where one fits, else whole words. Default 0.
   */
  readonly overlap?: number
}

/** The defaults of {@link PassagesOptions}. */
export const PASSAGES_DEFAULTS: Required<PassagesOptions> = { maxCharacters: 600, overlap: 0 }

/** A passage shorter than this share of the longest, such as a heading, takes in the first sentences of what follows. */
const SHORT = 1 / 4

/** Collects pieces of a text into passages. */
class Packer {
  readonly out = new Ranges()
  /** The passage that is being put together; `open` is -1 if there is none. */
  private open = -1
  private close = -1

  constructor(
    private readonly text: string,
    private readonly sentences: Ranges,
    private readonly max: number,
    private readonly overlap: number
  ) {}

  /** Whether the passage stays within the limit if it goes on to `end`. */
  fits(start: number, end: number): boolean {
    return end - (this.open < 0 ? start : this.open) <= this.max
  }

  get short(): boolean {
    return this.open >= 0 && this.close - this.open < SHORT * this.max
  }

  /** Adds a piece that fits. */
  add(start: number, end: number): void {
    if (this.open < 0) this.open = start
    this.close = end
  }

  /** Begins a passage with a piece that does not fit the last, the sentence `s` or more. */
  begin(s: number, start: number, end: number): void {
    this.flush()
    this.open = this.back(s, start, end - this.max)
    this.close = end
  }

  /** Adds the sentence `s`, longer than a passage, in pieces: the first to what is there. */
  fill(s: number, start: number, end: number): void {
    if (this.open < 0) this.add(start, start)
    for (let from = start; end - this.open > this.max; ) {
      const cut = lastBreak(this.text, this.open, this.open + this.max)
      if (cut <= from && this.open < from) {
        // Not a word of it fits behind what is there.
        if (this.close > this.last) this.flush()
        this.open = from
        continue
      }
      this.close = cut
      this.flush()
      from = skipSpaces(this.text, cut, end)
      if (from === end) return
      this.open = this.back(s + 1, from, 0)
    }
    this.close = end
  }

  flush(): void {
    if (this.open >= 0) this.out.push(this.open, this.close)
    this.open = -1
  }

  /** The end of the last passage. */
  private get last(): number {
    return this.out.count === 0 ? 0 : this.out.ends[this.out.count - 1]
  }

  /** Where a passage begins whose first own text is at `start`, at `least` or later: before sentence `s`, if they overlap. */
  private back(s: number, start: number, least: number): number {
    if (this.overlap === 0 || this.out.count === 0) return start
    const floor = Math.max(start - this.overlap, least, this.out.starts[this.out.count - 1] + 1)
    const { starts } = this.sentences
    let first = s
    while (first > 0 && starts[first - 1] >= floor) first--
    if (first < s && starts[first] < start) return starts[first]
    return firstWordStart(this.text, floor, start)
  }
}

/** Adds the sentences of `[first, last)` one by one. */
function addSentences(packer: Packer, { starts, ends }: Ranges, first: number, last: number, max: number): void {
  for (let s = first; s < last; s++) {
    if (packer.fits(starts[s], ends[s])) packer.add(starts[s], ends[s])
    else if (ends[s] - starts[s] <= max) packer.begin(s, starts[s], ends[s])
    else packer.fill(s, starts[s], ends[s])
  }
}

function pack({ ranges, paragraphs }: Sentences, packer: Packer, max: number): void {
  for (let p = 0; p < paragraphs.length; p++) {
    const first = paragraphs[p]
    const last = paragraphs[p + 1] ?? ranges.count
    const start = ranges.starts[first]
    const end = ranges.ends[last - 1]
    if (packer.fits(start, end)) packer.add(start, end)
    else if (end - start <= max && !packer.short) packer.begin(first, start, end)
    else addSentences(packer, ranges, first, last, max)
  }
  packer.flush()
}

/**
 * Cuts `text` into passages to be found and cited one by one: ranges that ascend and together cover everything but white space
 * between them; they overlap only as `overlap` says.
 *
 * Paragraphs are put together while they fit, and one is cut only where it is longer than a passage (or follows a heading):
 * then between sentences, as {@link sentencesOf} finds them, else between words, else between characters as readers see
 * them. Only such a character (a letter under a heap of marks) can make a passage longer than `maxCharacters`. Linear.
 *
 * Throws TypeError or RangeError naming the option at fault.
 */
export function passagesOf(text: string, options?: PassagesOptions): TextRange[] {
  const { maxCharacters, overlap } = withDefaults('passagesOf', options, PASSAGES_DEFAULTS)
  expectInteger('passagesOf.maxCharacters', maxCharacters, 1, Number.MAX_SAFE_INTEGER)
  expectInteger('passagesOf.overlap', overlap, 0, Math.floor(maxCharacters / 2))
  const sentences = scanSentences(text)
  const packer = new Packer(text, sentences.ranges, maxCharacters, overlap)
  pack(sentences, packer, maxCharacters)
  return rangesOf(packer.out)
}
