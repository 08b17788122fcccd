import { murmur3 } from './murmur.ts'
import { charNgrams, Ranges } from './ngrams.ts'
import { Pieces } from './pieces.ts'

const NO_LIMIT = 2 ** 31

/**
 * The character n-grams of single words (the bag of subwords of Zhao, Mudgal and Liang 2018): those of `min` to `max` characters of
 * a word with a space on either side.
 */
export class Subwords {
  /** Hashes of the n-grams of the word last read, `count` of them, one for each occurrence. */
  hashes: Int32Array = new Int32Array(64)
  count = 0
  private readonly pieces = new Pieces()
  private readonly ranges = new Ranges()

  constructor(
    private readonly min: number,
    private readonly max: number
  ) {}

  /** Lists the n-grams of the word `text[start, end)`, which is normalised already. */
  read(text: string, start = 0, end = text.length): void {
    const { pieces, ranges } = this
    pieces.clear()
    pieces.push(text, start, end, start, end, false)
    ranges.clear()
    charNgrams(pieces, this.min, this.max, NO_LIMIT, ranges)
    const { count, starts, ends } = ranges
    if (count > this.hashes.length) this.hashes = new Int32Array(2 * count)
    const { bytes } = pieces.buffer
    for (let i = 0; i < count; i++) this.hashes[i] = murmur3(bytes, starts[i], ends[i], 0)
    this.count = count
  }
}
