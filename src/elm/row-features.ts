import { type Dense, dense, denseRows } from '../math/index.ts'
import { type StopSignal, throwIfAborted } from './abort.ts'
import { blockRows, rowBlock } from './row-blocks.ts'

/** Features of the rows of a training set, (rows, cols), made so many rows at a time as are asked for. */
export interface RowFeatures {
  readonly rows: number
  readonly cols: number
  /** Those of the rows [from, to). The next call may write over them. */
  block(from: number, to: number): Dense
  /** Those of the rows listed. The next call may write over them. */
  pick(rows: Uint32Array): Dense
}

/** Features that are there already. */
export function heldFeatures(phi: Dense): RowFeatures {
  return {
    rows: phi.rows,
    cols: phi.cols,
    block: (from, to) => rowBlock(phi, from, to) as Dense,
    pick: rows => denseRows(phi, rows)
  }
}

/** All features at once, (n, r). */
export function allFeatures(features: RowFeatures, signal?: StopSignal): Dense {
  const out = dense(features.rows, features.cols)
  eachBlock(features, signal, (block, from) => out.data.set(block.data, from * features.cols))
  return out
}

/** Visits the features in order, a block at a time. Throws the reason of a signal that is aborted between two of them. */
export function eachBlock(
  features: RowFeatures,
  signal: StopSignal | undefined,
  visit: (block: Dense, from: number) => void
): void {
  const step = blockRows(features.cols)
  for (let from = 0; from < features.rows; from += step) {
    throwIfAborted(signal)
    visit(features.block(from, Math.min(from + step, features.rows)), from)
  }
}
