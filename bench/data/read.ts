import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BenchError } from '../suite.ts'
import { type DataSet, howToGet } from './sets.ts'

/** A row of a classification set. */
export interface LabelledRow {
  readonly text: string
  readonly label: string
  /** The official split, where the source has one. */
  readonly split?: string
}

/** Throws BenchError that says how to get each set, unless all are there. */
export function requireSets(folder: string, sets: readonly DataSet[]): void {
  const missing = [...new Set(sets)].filter(set => !existsSync(join(folder, set.path)))
  if (missing.length > 0) throw new BenchError(howToGet(folder, missing))
}

/** Reads a whole set. Throws BenchError naming file and line where a row is not `{ text, label }`. */
export function readSet(folder: string, set: DataSet): LabelledRow[] {
  const path = join(folder, set.path)
  const rows: LabelledRow[] = []
  const lines = readFileSync(path, 'utf8').split('\n')
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].trim() === '') continue
    const row = parse(lines[i])
    if (typeof row?.text !== 'string' || typeof row.label !== 'string') {
      throw new BenchError(`${path}:${i + 1}: expected a row as ${set.layout}, got ${lines[i].slice(0, 80)}`)
    }
    rows.push(row as LabelledRow)
  }
  return rows
}

function parse(line: string): Partial<LabelledRow> | undefined {
  try {
    return JSON.parse(line) ?? undefined
  } catch {
    return undefined
  }
}
