import { columnKey } from './columns.ts'
import type { MappedText } from './edits.ts'
import type { BlockOptions } from './features-config.ts'
import { murmur3 } from './murmur.ts'
import type { Ranges } from './ngrams.ts'
import type { Pieces } from './pieces.ts'

/** One n-gram of a text: it adds `sign` to `column` of `block`, and stands at `[start, end)` of the text as it was given. */
export interface Trace {
  readonly block: number
  readonly column: number
  readonly sign: 1 | -1
  readonly start: number
  readonly end: number
}

/**
 * For each byte inside a piece, the offset in the normalised text of the character it belongs to, (buffer.size): a piece
 * has one character for each of its range there, unless it is a stem, whose n-grams never cut it.
 */
function unitsOf(pieces: Pieces, text: string): Uint32Array {
  const { buffer, count, starts, ends, from } = pieces
  const units = new Uint32Array(buffer.size)
  for (let p = 0; p < count; p++) {
    let unit = from[p]
    for (let i = starts[p]; i < ends[p]; i++) {
      if (i > starts[p] && (buffer.bytes[i] & 0xc0) !== 0x80) unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1
      units[i] = unit
    }
  }
  return units
}

/** The number of leading `values`, which ascend, that are at most `limit`. */
function countUpTo(values: Uint32Array, count: number, limit: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle] <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Appends the trace of every range, which must come from `pieces`, the parts of the text `mapped`. */
export function traceRanges(
  b: number,
  block: Required<BlockOptions>,
  mapped: MappedText,
  pieces: Pieces,
  ranges: Ranges,
  out: Trace[]
): void {
  const { count, starts, ends, from, to } = pieces
  const units = unitsOf(pieces, mapped.text)
  for (let i = 0; i < ranges.count; i++) {
    const start = ranges.starts[i]
    const end = ranges.ends[i]
    const key = columnKey(murmur3(pieces.buffer.bytes, start, end, block.seed), block.dims, block.signed)
    const first = countUpTo(starts, count, start + 1) - 1
    const last = countUpTo(ends, count, end - 2)
    const head = start <= starts[first] ? from[first] : units[start]
    const tail = end >= ends[last] ? to[last] : units[end]
    // Character pairs of a run without spaces follow its words, so a later piece may stand further left.
    const low = first === last ? head : Math.min(head, from[last])
    const high = Math.max(first === last ? tail : Math.max(tail, to[first]), low + 1)
    out.push({
      block: b,
      column: key >>> 1,
      sign: (key & 1) === 1 ? -1 : 1,
      start: mapped.starts[low],
      end: mapped.ends[high - 1]
    })
  }
}
