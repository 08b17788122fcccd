import { CliError } from '../errors.ts'
import { FORMATS, type Format } from '../read.ts'
import { STDIN } from '../source.ts'

/** The formats of documents: of pages, and of data files whose rows are documents. */
export const DOCUMENT_FORMATS = ['markdown', 'html', 'text', ...FORMATS] as const
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number]

const EXTENSIONS: Readonly<Record<string, DocumentFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  txt: 'text',
  text: 'text',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv'
}

/** The format a file name promises, a trailing `.gz` aside, if any. */
export function documentFormat(file: string): DocumentFormat | undefined {
  const extension = /\.([a-z]+)$/.exec(file.toLowerCase().replace(/\.gz$/, ''))?.[1] ?? ''
  return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined
}

/** As `documentFormat`. Throws CliError where the name promises none. */
export function knownFormat(file: string): DocumentFormat {
  const formats = `${DOCUMENT_FORMATS.slice(0, -1).join(', ')} or ${DOCUMENT_FORMATS.at(-1)}`
  if (file === STDIN) throw new CliError(`<stdin>: say how to read it with --format ${formats}`)
  const format = documentFormat(file)
  if (format !== undefined) return format
  throw new CliError(
    `${file}: expected a name ending in .md, .html, .txt, .jsonl, .csv or .tsv; say how to read it with --format ${formats}`
  )
}

/** Whether the rows of a format are documents, not the file. */
export function isRows(format: DocumentFormat): format is Format {
  return FORMATS.some(one => one === format)
}
