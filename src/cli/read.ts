import { CliError, type Place } from './errors.ts'
import { readCsv } from './read-csv.ts'
import { readJsonl } from './read-jsonl.ts'
import { type OnRead, readText, STDIN, sourceName } from './source.ts'

/** The formats of data files. */
export const FORMATS = ['jsonl', 'csv', 'tsv'] as const
export type Format = (typeof FORMATS)[number]

/** One row of a data file, whatever the format. */
export interface Row {
  readonly place: Place
  /** Columns of the table, or keys of this row's JSON object. */
  readonly names: readonly string[]
  /** The cell, or undefined where there is no such column. Cells of a table are strings. */
  get(name: string): unknown
}

/** How to read a data file. */
export interface ReadOptions {
  /** Default: told by the extension of the name. */
  readonly format?: Format | undefined
  /** CSV and TSV: whether `"` quotes. Default: true. */
  readonly quotes?: boolean | undefined
  readonly onRead?: OnRead | undefined
}

const EXTENSIONS: Readonly<Record<string, Format>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv'
}

/** The format a file name promises, a trailing `.gz` aside. Throws CliError where it promises none. */
export function formatOf(file: string): Format {
  if (file === STDIN) throw new CliError('<stdin>: say how to read it with --format jsonl, csv or tsv')
  const extension = /\.([a-z]+)$/.exec(file.toLowerCase().replace(/\.gz$/, ''))?.[1] ?? ''
  if (Object.hasOwn(EXTENSIONS, extension)) return EXTENSIONS[extension]
  throw new CliError(`${file}: expected a name ending in .jsonl, .csv or .tsv; say how to read it with --format`)
}

/**
 * The rows of a file (or of the standard input, for `-`) as they arrive. Throws CliError with file and line for whatever
 * does not fit the format, and for a file without rows.
 */
export async function* readRows(file: string, options: ReadOptions = {}): AsyncGenerator<Row> {
  const format = options.format ?? formatOf(file)
  const name = sourceName(file)
  const chunks = readText(file, options.onRead)
  const rows =
    format === 'jsonl'
      ? readJsonl(chunks, name)
      : readCsv(chunks, name, { delimiter: format === 'csv' ? ',' : '\t', quotes: options.quotes ?? true })
  let empty = true
  for await (const row of rows) {
    empty = false
    yield row
  }
  if (empty) throw new CliError(`${name}: expected at least one row, got none`)
}
