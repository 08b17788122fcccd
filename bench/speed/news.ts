import { type LabelledRow, readSet, requireSets } from '../data/read.ts'
import { SETS } from '../data/sets.ts'

/** AG News in file order. Throws BenchError that says how to get it. */
export function readNews(data: string): {
  readonly train: readonly LabelledRow[]
  readonly test: readonly LabelledRow[]
} {
  requireSets(data, [SETS.agNews])
  const rows = readSet(data, SETS.agNews)
  return { train: rows.filter(({ split }) => split === 'train'), test: rows.filter(({ split }) => split === 'test') }
}

export const textsOf = (rows: readonly LabelledRow[]): string[] => rows.map(({ text }) => text)

/** Bytes of texts in UTF-8. */
export const bytesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)

/** The part of a list that belongs to a round, `size` long; warm-ups and rounds beyond its end have those from the front. */
export function partOf<T>(list: readonly T[], round: number, size: number): readonly T[] {
  const parts = Math.max(1, Math.floor(list.length / size))
  const from = (((round % parts) + parts) % parts) * size
  return list.slice(from, from + size)
}
