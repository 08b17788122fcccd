/**
 * The hashed columns that a model uses, and the slot of each: a bit per column and a running count per 32 columns, so that
 * a look-up is one bit count, and 2¹⁸ columns take 64 kB whatever the model.
 */
export interface ColumnIndex {
  /** (m) ascending */
  readonly columns: Uint32Array
  readonly dims: number
  /** The bits of 32 columns and the count of those before them, side by side, for {@link slotIn}. */
  readonly ranks: Int32Array
  /** The position of `column` in `columns`, or −1. */
  slot(column: number): number
}

/** The index of `columns`, which are ascending and below `dims`. */
export function columnIndex(columns: Uint32Array, dims: number): ColumnIndex {
  return indexBy(ranksOf(columns, dims), columns, dims)
}

/** The index of the columns that occur in `indices`, in any order and any number of times. */
export function indexOfUsed(indices: Uint32Array, dims: number): ColumnIndex {
  const ranks = ranksOf(indices, dims)
  return indexBy(ranks, columnsBy(ranks), dims)
}

/** The columns that occur in `indices`, ascending, each once. */
export function usedColumns(indices: Uint32Array, dims: number): Uint32Array {
  return columnsBy(ranksOf(indices, dims))
}

function indexBy(ranks: Int32Array, columns: Uint32Array, dims: number): ColumnIndex {
  return { columns, dims, ranks, slot: column => slotIn(ranks, column) }
}

function ranksOf(columns: Uint32Array, dims: number): Int32Array {
  const ranks = new Int32Array(2 * ((dims + 31) >>> 5))
  for (let i = 0; i < columns.length; i++) ranks[(columns[i] >>> 5) << 1] |= 1 << (columns[i] & 31)
  let count = 0
  for (let at = 0; at < ranks.length; at += 2) {
    ranks[at + 1] = count
    count += bitCount(ranks[at])
  }
  return ranks
}

function columnsBy(ranks: Int32Array): Uint32Array {
  const last = ranks.length - 2
  const out = new Uint32Array(last < 0 ? 0 : ranks[last + 1] + bitCount(ranks[last]))
  let size = 0
  for (let at = 0; at <= last; at += 2) {
    for (let rest = ranks[at]; rest !== 0; rest &= rest - 1) out[size++] = at * 16 + 31 - Math.clz32(rest & -rest)
  }
  return out
}

/** The slot of a column by the `ranks` of its index, or −1. */
export function slotIn(ranks: Int32Array, column: number): number {
  return bitOf(ranks, column) === 0 ? -1 : rankOf(ranks, column)
}

/** 1 for a column that has a slot, else 0, by the `ranks` of an index. */
export function bitOf(ranks: Int32Array, column: number): number {
  return (ranks[(column >>> 5) << 1] >>> (column & 31)) & 1
}

/** How many columns of an index are below `column`, by its `ranks`. */
export function rankOf(ranks: Int32Array, column: number): number {
  const at = (column >>> 5) << 1
  return (ranks[at + 1] + bitCount(ranks[at] & ((1 << (column & 31)) - 1))) | 0
}

/** Ones in a 32-bit word (Warren, Hacker's Delight, 5-1). */
function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
