import type { LabelledRow } from '../../bench/data/read.ts'
import type { Example } from '../../src/index.ts'

/** Rows of one origin, and how much they count in all. */
export interface Source {
  readonly rows: readonly LabelledRow[]
  readonly weight: number
}

/**
 * Examples of several sources: each counts as much as its weight, whatever its size, and in all every label counts alike. Of
 * the rows of a source that differ only in case the first is taken.
 */
export function blend(sources: readonly Source[]): Example[] {
  const examples = sources.flatMap(({ rows, weight }) => {
    const own = distinct(rows)
    return own.map(({ text, label }) => ({ text, label, weight: weight / own.length }))
  })
  const totals = new Map<string, number>()
  for (const { label, weight } of examples) totals.set(label, (totals.get(label) ?? 0) + weight)
  const each = examples.length / totals.size
  return examples.map(example => ({ ...example, weight: (example.weight * each) / (totals.get(example.label) ?? 1) }))
}

function distinct(rows: readonly LabelledRow[]): LabelledRow[] {
  const seen = new Set<string>()
  return rows.filter(({ text }) => {
    const key = text.toLowerCase()
    return text.length > 1 && !seen.has(key) && seen.add(key)
  })
}
