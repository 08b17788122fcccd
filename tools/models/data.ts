import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type LabelledRow, readSet, requireSets } from '../../bench/data/read.ts'
import type { DataSet } from '../../bench/data/sets.ts'

const FOLDER = resolve(process.env.WAYMARK_DATA || fileURLToPath(new URL('../../../shared/data', import.meta.url)))

/** All rows of a set in the data folder. Throws BenchError that says how to get it where it is not there. */
export function rowsOf(set: DataSet): LabelledRow[] {
  requireSets(FOLDER, [set])
  return readSet(FOLDER, set)
}

/** The rows of a file in fixtures/demo, written for this project. */
export function demoRows(name: string): LabelledRow[] {
  const path = new URL(`../../fixtures/demo/${name}.jsonl`, import.meta.url)
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}
