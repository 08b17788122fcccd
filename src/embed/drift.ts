import type { Sparse } from '../math/index.ts'
import type { RowEmbedder } from './row-embedder.ts'
import { rowsWithCounts } from './row-weights.ts'

/**
 * Train again once the drift of everything that is held, old and new, passes this. Measured on three collections of abstracts, trained
 * on some documents and the others folded in: with a tenth of all documents new it is 0.03 to 0.05, and ranking by the vectors
 * alone has lost up to 2 % of its nDCG@10; with a quarter 0.09 to 0.13 and 2 to 6 %; with a half 0.22 to 0.30 and 4 to 16 %.
 * Documents of another kind bring it to 0.1 when they are a tenth of all.
 */
export const DRIFT_LIMIT = 0.1

/**
 * How much less of rows (n, any) the axes hold than of the training rows: 1 − m / `embedder.share`, with m the mean square of the
 * captured shares of the rows that have a count.
 *
 * 0 for the training rows; towards 1 as rows hold what training never saw, and 1 where the embedder has no axes; below 0 for rows
 * that the axes hold better than those they were made of, such as copies of the clearest of them. Nothing is cut off. 0 without
 * rows that have a count.
 *
 * Rows that training did not see are always held less well than those the axes were fitted to: documents of the same kind have a drift
 * of 0.33 to 0.60 on their own, the more the fewer were trained on, and those of another kind 0.87 to 0.97. What tells when to train
 * again is the drift of all rows together, see {@link DRIFT_LIMIT}.
 */
export function driftOfRows(embedder: RowEmbedder, counts: Sparse): number {
  const rows = rowsWithCounts(counts)
  if (rows === 0) return 0
  if (embedder.share === 0) return 1
  const { shares } = embedder.encodeRows(counts)
  return 1 - shares.reduce((sum, share) => sum + share * share, 0) / rows / embedder.share
}
