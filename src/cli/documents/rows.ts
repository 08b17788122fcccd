import { at, show } from '../errors.ts'
import { cell, textOf } from '../examples.ts'
import type { Row } from '../read.ts'
import type { Section } from './sections.ts'

/** The field of the text, unless another is named. */
export const TEXT = 'text'

/** Which fields of a row hold what. One that is named has to be in every row. */
export interface Fields {
  /** Default: id, where a row has it; the file and line of the row elsewhere. */
  readonly id?: string | undefined
  /** Default: title, where a row has it. */
  readonly title?: string | undefined
  /** Default: text */
  readonly text?: string | undefined
}

/** A row of a table or of JSON Lines as a section. Throws CliError with file and line where it is none. */
export function rowSection(row: Row, path: string, fields: Fields): Section {
  const title = titleOf(row, fields.title)
  return { id: idOf(row, path, fields.id), ...(title === undefined ? {} : { title }), text: textOf(row, fields.text) }
}

/** As in a table: every field is there and may be empty. */
function optional(row: Row, field: string | undefined, usual: string, flag: string): unknown {
  const value = field === undefined ? row.get(usual) : cell(row, field, flag)
  return value === null || value === '' ? undefined : value
}

function idOf(row: Row, path: string, field: string | undefined): string | number {
  // As GitHub points to a line.
  const id = optional(row, field, 'id', '--id') ?? `${path}#L${row.place.line}`
  if (typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id))) return id
  throw at(row.place, `${field ?? 'id'}: expected a string or a number, got ${show(id)}`)
}

function titleOf(row: Row, field: string | undefined): string | undefined {
  const title = optional(row, field, 'title', '--title')
  if (title === undefined || typeof title === 'string') return title
  throw at(row.place, `${field ?? 'title'}: expected a string, got ${show(title)}`)
}
