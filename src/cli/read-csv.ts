import { pipeline, Readable } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { at, type CliError } from './errors.ts'
import type { Row } from './read.ts'

/** How cells are written. */
export interface CsvOptions {
  readonly delimiter: ',' | '\t'
  /** False: a quote is a character like any other, and no cell holds a line break or a delimiter. Default: true. */
  readonly quotes?: boolean
}

/**
 * Rows of a table whose first row names the columns. Quoted cells may hold delimiters, line breaks and doubled quotes;
 * rows may end in any of the three ways; blank lines are skipped. Throws CliError with file and line for a row with more
 * or fewer cells than there are columns, for two columns of one name, and for quotes that do not close.
 */
export async function* readCsv(chunks: AsyncIterable<string>, file: string, options: CsvOptions): AsyncGenerator<Row> {
  const lines = new LineCount()
  const parser = parse({
    delimiter: options.delimiter,
    quote: options.quotes === false ? null : '"',
    skip_empty_lines: true,
    // Checked below, where the line is known.
    relax_column_count: true,
    // The line goes with the row as a cell before its own, which is all the stream carries.
    on_record: (record, info) => [String(lines.beginOf(record, info)), ...record]
  })
  const records: AsyncIterable<string[]> = pipeline(Readable.from(chunks), parser, () => {})
  let columns: ReadonlyMap<string, number> | undefined
  try {
    for await (const [line, ...record] of records) {
      const place = { file, line: Number(line) }
      if (columns === undefined) {
        columns = header(record, place)
        continue
      }
      if (record.length !== columns.size) {
        const names = [...columns.keys()].join(', ')
        throw at(place, `expected ${columns.size} cells (${names}), got ${record.length}`)
      }
      yield row(columns, record, place)
    }
  } catch (error) {
    throw error instanceof CsvError ? explained(error, { file, line: lines.beginOfBroken(error) }) : error
  }
}

/** What the parser tells of where it is, beside a record and in an error. */
type Position = Pick<Info, 'lines' | 'empty_lines'>

/**
 * The lines rows begin on. The parser gives the line a row ends on, and counts `\r\n` inside quotes as two. Asked as the
 * rows are parsed, not as they are read: an error overtakes the rows that wait in the stream.
 */
class LineCount {
  private returns = 0
  private end = 0
  private blank = 0

  beginOf(record: readonly string[], info: Position): number {
    this.returns += breaks(record, '\r')
    this.end = info.lines - this.returns
    this.blank = info.empty_lines
    return this.end - breaks(record, '\n')
  }

  /** Of the row an error is in, which comes after the last whole one and any blank lines. */
  beginOfBroken(error: CsvError): number {
    return this.end + 1 + Number(error.empty_lines) - this.blank
  }
}

function header(names: readonly string[], place: Row['place']): Map<string, number> {
  const columns = new Map<string, number>()
  for (const [index, name] of names.entries()) {
    if (columns.has(name)) throw at(place, `two columns are called "${name}"`)
    columns.set(name, index)
  }
  return columns
}

function row(columns: ReadonlyMap<string, number>, record: readonly string[], place: Row['place']): Row {
  return {
    place,
    names: [...columns.keys()],
    get: name => {
      const index = columns.get(name)
      return index === undefined ? undefined : record[index]
    }
  }
}

function breaks(record: readonly string[], kind: '\r' | '\n'): number {
  let found = 0
  for (const cell of record) {
    for (let from = cell.indexOf(kind); from >= 0; from = cell.indexOf(kind, from + 1)) found++
  }
  return found
}

function explained(error: CsvError, place: Row['place']): CliError {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return at(place, 'a quote opened in this row is never closed (--no-quotes reads quotes as they are)')
  }
  if (error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE') {
    const advice = 'quote the cell and double the quotes inside it, or read them as they are with --no-quotes'
    return at(place, `a quote in the middle of a cell: ${advice}`)
  }
  return at(place, error.message)
}
