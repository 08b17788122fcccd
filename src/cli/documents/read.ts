import { basename } from 'node:path'
import { CliError } from '../errors.ts'
import { type Row, readRows } from '../read.ts'
import { type OnRead, readText, sourceName } from '../source.ts'
import { type DocumentFile, listFiles } from './files.ts'
import { type DocumentFormat, isRows } from './formats.ts'
import { readHtml } from './html.ts'
import { readMarkdown } from './markdown.ts'
import { type Fields, rowSection, TEXT } from './rows.ts'
import type { Section } from './sections.ts'
import { readPlain } from './text.ts'

/** How to read documents. */
export interface DocumentOptions extends Fields {
  /** Of files that are named. Default: told by the extension of the name. */
  readonly format?: DocumentFormat | undefined
  /** CSV and TSV: whether `"` quotes. Default: true. */
  readonly quotes?: boolean | undefined
  /** Told how much has been read: 0..1. */
  readonly onRead?: OnRead | undefined
}

/** What was read. */
export interface Documents {
  readonly sections: Section[]
  /** Where each section came from, in order: its file, and the line of a row. */
  readonly places: string[]
  /** Pages and rows. */
  readonly documents: number
  /** Files read, as they are called. */
  readonly files: string[]
  /** Files of folders that hold no documents. */
  readonly leftOut: string[]
}

/** A page or a row, and where it came from. */
interface Found {
  readonly place: string
  readonly sections: readonly Section[]
}

const PAGES = { markdown: readMarkdown, html: readHtml, text: readPlain }

/**
 * Reads the documents of files and folders, in order. Of folders, tables without a column of texts are left out, as pictures are.
 * Throws CliError with the file for what cannot be read and for an id that comes twice, and where there is no document at all.
 */
export async function readDocuments(names: readonly string[], options: DocumentOptions = {}): Promise<Documents> {
  const { files, leftOut } = listFiles(names, options.format)
  const sections: Section[] = []
  const places: string[] = []
  // An id may be called `__proto__`, and 1 is not '1'.
  const seen = new Map<Section['id'], string>()
  let documents = 0
  for (const [index, file] of files.entries()) {
    const onRead = (done: number) => options.onRead?.((index + done) / files.length)
    for await (const found of documentsOf(file, { ...options, onRead }, leftOut)) {
      if (found.sections.length > 0) documents++
      for (const section of found.sections) {
        const before = seen.get(section.id)
        if (before !== undefined) throw twice(found.place, section.id, before)
        seen.set(section.id, found.place)
        sections.push(section)
        places.push(found.place)
      }
    }
  }
  if (documents === 0) throw new CliError(`${names.join(', ')}: expected at least one document, got none`)
  return { sections, places, documents, files: files.map(({ path }) => path), leftOut }
}

async function* documentsOf(file: DocumentFile, options: DocumentOptions, leftOut: string[]): AsyncGenerator<Found> {
  const path = sourceName(file.path)
  if (!isRows(file.format)) {
    const pieces: string[] = []
    for await (const piece of readText(file.path, options.onRead)) pieces.push(piece)
    yield { place: path, sections: PAGES[file.format](pieces.join(''), path, basename(path)) }
    return
  }
  let first = true
  for await (const row of readRows(file.path, { ...options, format: file.format })) {
    if (first && file.inFolder && !row.names.includes(options.text ?? TEXT)) {
      leftOut.push(file.path)
      return
    }
    first = false
    yield { place: placeOf(row), sections: [rowSection(row, path, options)] }
  }
}

function placeOf({ place: { file, line } }: Row): string {
  return `${file}:${line}`
}

function twice(place: string, id: Section['id'], before: string): CliError {
  return new CliError(`${place}: id: expected each once, got ${JSON.stringify(id)} again (first at ${before})`)
}
