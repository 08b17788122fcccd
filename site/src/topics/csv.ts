import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import type { Example } from 'waymark/classify'

const MOST_ROWS = 5000
const MOST_LABELS = 12
/** What spreadsheets put between columns too. */
const OTHER_SIGNS = [
  [';', 'semicolons'],
  ['\t', 'tabs']
] as const

/** A file that cannot be used, and the line at fault where there is one. */
export class RowError extends Error {
  override readonly name = 'RowError'
}

interface Parsed {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

/** The examples of a CSV file with the columns `text` and `label`. Throws RowError that names the line at fault. */
export function examplesOfCsv(source: string): Example[] {
  const rows = parsed(source)
  if (rows.length === 0) throw new RowError('line 1: there are no rows under a header of text,label')
  if (rows.length > MOST_ROWS)
    throw new RowError(`line ${rows[MOST_ROWS].info.lines}: this page takes ${MOST_ROWS} rows at most`)
  const examples = rows.map(({ record, info }) => {
    for (const name of ['text', 'label'])
      if (record[name].trim() === '') throw new RowError(`line ${info.lines}: the ${name} is empty`)
    return { text: record.text, label: record.label.trim() }
  })
  const labels = new Set<string>()
  for (const [row, { label }] of examples.entries()) {
    labels.add(label)
    if (labels.size > MOST_LABELS)
      throw new RowError(
        `line ${rows[row].info.lines}: “${label}” is label ${labels.size}, and this page shows ${MOST_LABELS} at most`
      )
  }
  if (labels.size < 2)
    throw new RowError(`line ${rows[0].info.lines}: every row has the label “${examples[0].label}”; two are the least`)
  return examples
}

function parsed(source: string): readonly Parsed[] {
  try {
    return parse(source, { bom: true, columns: headerOf, info: true, skip_empty_lines: true }) as unknown as Parsed[]
  } catch (error) {
    if (error instanceof RowError) throw error
    if (!(error instanceof CsvError)) throw error
    const line = 'lines' in error ? Number(error.lines) : 1
    throw new RowError(`line ${line}: ${error.message.replace(/,? (?:at|on) line \d+/, '')}`)
  }
}

function namesIn(cells: readonly string[]): string[] {
  return cells.map(cell => cell.trim().toLowerCase())
}

function headerOf(cells: readonly string[]): string[] {
  const names = namesIn(cells)
  const [only] = names
  for (const [sign, called] of OTHER_SIGNS)
    if (names.length === 1 && namesIn(only.split(sign)).includes('label'))
      throw new RowError(`line 1: the columns are separated by ${called}; this page reads commas`)
  for (const name of ['text', 'label'])
    if (!names.includes(name))
      throw new RowError(`line 1: the header has no column “${name}”, it says “${cells.join(',').slice(0, 80)}”`)
  return names
}
