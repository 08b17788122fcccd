import { type Sparse, sparseRows } from '../math/index.ts'
import type { LabelTable } from './problem.ts'

/** Counted rows and what is said of them. */
export interface CountedRows {
  /** One (n, dims) matrix per block. */
  readonly counts: readonly Sparse[]
  readonly table: LabelTable
}

/** Whether row i has no feature in any block. */
export function isBlank(counts: readonly Sparse[], i: number): boolean {
  return counts.every(({ indptr, values }) => {
    for (let p = indptr[i]; p < indptr[i + 1]; p++) if (values[p] !== 0) return false
    return true
  })
}

/**
 * Rows without blank ones, texts that have no feature: they show nothing of their label, and many of them would drag the
 * scores of all texts towards it. A label that has no other rows keeps its blank ones.
 */
export function withoutBlank({ counts, table }: CountedRows): CountedRows {
  const { labels, weights } = table
  const blank = labels.map((_, i) => isBlank(counts, i))
  if (!blank.includes(true)) return { counts, table }
  const shown = new Set<number>()
  let shownWithout = false
  labels.forEach((list, i) => {
    if (blank[i]) return
    for (const label of list) shown.add(label)
    if (list.length === 0) shownWithout = true
  })
  const kept = Array.from(labels.keys()).filter(i => {
    const list = labels[i]
    return !blank[i] || list.some(label => !shown.has(label)) || (list.length === 0 && !shownWithout)
  })
  return {
    counts: counts.map(block => sparseRows(block, kept)),
    table: { ...table, labels: kept.map(i => labels[i]), weights: Float64Array.from(kept, i => weights[i]) }
  }
}
