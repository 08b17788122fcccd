import type { Example } from '../index.ts'
import { at, type Place, show, withPlaces } from './errors.ts'
import { type ReadOptions, type Row, readRows } from './read.ts'

/** Which columns hold what. */
export interface Columns {
  /** Default: text */
  readonly text?: string | undefined
  /** Default: label */
  readonly label?: string | undefined
  /** Default: weight in JSON Lines where a row has it, none in tables. */
  readonly weight?: string | undefined
  /** Cuts a label string into several labels. Default: a string is one label. */
  readonly labelsSeparator?: string | undefined
}

/** Examples, and the line each came from. */
export interface Located {
  readonly examples: Example[]
  readonly places: Place[]
  /** The files, for messages about all of them. */
  readonly source: string
}

/** Reads the examples of several files into one list. Throws CliError with file and line for a row that is none. */
export async function readExamples(
  files: readonly string[],
  columns: Columns = {},
  options: ReadOptions = {}
): Promise<Located> {
  const examples: Example[] = []
  const places: Place[] = []
  for (const [index, file] of files.entries()) {
    const onRead = (done: number) => options.onRead?.((index + done) / files.length)
    for await (const row of readRows(file, { ...options, onRead })) {
      examples.push(example(row, columns))
      places.push(row.place)
    }
  }
  return { examples, places, source: files.join(', ') }
}

/** Gives located examples to something of the library, which then complains with file and line. */
export function using<T>(located: Located, run: (examples: Example[]) => T): T {
  return withPlaces(located.places, located.source, () => run(located.examples))
}

/** The text of a row. Throws CliError when the column is missing or holds something else. */
export function textOf(row: Row, column = 'text'): string {
  const text = cell(row, column, '--text')
  if (typeof text !== 'string') throw at(row.place, `${column}: expected a string, got ${show(text)}`)
  return text
}

function example(row: Row, columns: Columns): Example {
  const text = textOf(row, columns.text)
  const label = labelOf(row, columns.label ?? 'label', columns.labelsSeparator)
  const weight = weightOf(row, columns.weight)
  return weight === undefined ? { text, label } : { text, label, weight }
}

function labelOf(row: Row, column: string, separator: string | undefined): string | string[] {
  const label = cell(row, column, '--label')
  if (label === '' && separator === undefined) throw at(row.place, `${column}: expected a label, got an empty cell`)
  if (typeof label === 'string') return separator === undefined ? label : cut(row, column, label, separator)
  if (Array.isArray(label) && label.every(one => typeof one === 'string')) return label
  throw at(row.place, `${column}: expected a string or a list of strings, got ${show(label)}`)
}

/** An empty cell is a text without labels, which a filter with several labels learns from. */
function cut(row: Row, column: string, label: string, separator: string): string[] {
  if (label.trim() === '') return []
  const labels = label.split(separator).map(one => one.trim())
  if (labels.includes('')) {
    throw at(
      row.place,
      `${column}: expected labels separated by ${show(separator)}, got an empty one in ${show(label)}`
    )
  }
  return labels
}

function weightOf(row: Row, column: string | undefined): number | undefined {
  const value = column === undefined ? row.get('weight') : cell(row, column, '--weight')
  // A table may well have a column of that name which is about something else.
  if (value === undefined || (column === undefined && typeof value === 'string')) return undefined
  const weight = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof weight !== 'number' || !Number.isFinite(weight) || weight <= 0) {
    throw at(row.place, `${column ?? 'weight'}: expected a number above 0, got ${show(value)}`)
  }
  return weight
}

/** What a row has in a column. Throws CliError, which names the flag that names another column, where there is no such column. */
export function cell(row: Row, column: string, flag: string): unknown {
  if (row.names.includes(column)) return row.get(column)
  const names = row.names.length > 0 ? row.names.join(', ') : 'no columns'
  throw at(row.place, `column ${show(column)} not found; the row has ${names} (${flag} COLUMN names another)`)
}
