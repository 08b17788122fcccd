import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { createSearch, type SearchOptions } from '../../rerank/index.ts'
import { DOCUMENT_FORMATS, type DocumentFormat } from '../documents/formats.ts'
import { type Documents, readDocuments } from '../documents/read.ts'
import { CliError } from '../errors.ts'
import { saveIndex } from '../index-file.ts'
import { LANGUAGES, type Language } from '../languages.ts'
import { pad, paint, printable } from '../look.ts'
import { type CommonFlags, setting, wholeFrom, withJson } from '../options.ts'
import { print, printJson } from '../output.ts'
import { startProgress } from '../progress.ts'
import { bytes, counted, duration, roundedMs } from '../units.ts'
import { checkTarget } from '../write.ts'

interface IndexFlags extends CommonFlags {
  readonly out: string
  readonly id?: string
  readonly title?: string
  readonly text?: string
  readonly format?: DocumentFormat
  readonly quotes?: boolean
  readonly language?: Language
  readonly dims?: number
  readonly set?: Readonly<Record<string, unknown>>
}

/** `waymark index DOCS… --out INDEX` */
export function indexCommand(): Command {
  const command = new Command('index')
    .description('make documents searchable: each section of a page, each row of a data file')
    .argument('<docs...>', 'files and folders of Markdown, HTML, text, JSON Lines, CSV or TSV; - for standard input')
    .requiredOption('--out <index>', 'file to write; a name ending in .json gets the JSON form')
    .option('--id <column>', 'data files: column with the id (default: id, or else the line)')
    .option('--title <column>', 'data files: column with the title (default: title, or else none)')
    .option('--text <column>', 'data files: column with the text (default: text)')
    .addOption(
      new Option('--format <format>', 'how to read files that are named (default: by file extension)').choices(
        DOCUMENT_FORMATS
      )
    )
    .option('--no-quotes', 'CSV and TSV: read quotes as ordinary characters')
    .addOption(
      new Option(
        '--language <language>',
        'how to stem, and which words to leave out (default: as for English where the documents are, else none)'
      ).choices(Object.keys(LANGUAGES))
    )
    .option('--dims <n>', 'numbers that embed a document', wholeFrom(1, 4096))
    .option('--set <key=value>', 'any other option of createSearch, for instance seed=1 (repeatable)', setting)
  return withJson(command).action(index)
}

async function index(names: string[], flags: IndexFlags): Promise<void> {
  const { out, id, title, text, format, quotes } = flags
  checkTarget(out)
  const progress = startProgress(flags)
  try {
    const onRead = (done: number) => progress.update(done, 'reading')
    const documents = await readDocuments(names, { id, title, text, format, quotes, onRead })
    checkTarget(out, documents.files, 'index')
    const began = performance.now()
    const search = createSearch(documents.sections, { onProgress: progress.update, ...optionsOf(flags) })
    const took = performance.now() - began
    progress.stop()
    const size = await saveIndex(out, search)
    // The index of the last time, in the folder it is about.
    const leftOut = documents.leftOut.filter(file => resolve(file) !== resolve(out))
    if (flags.json) await printJson(summary({ ...documents, leftOut }, out, size, took))
    else await show({ ...documents, leftOut }, out, size, took)
  } finally {
    progress.stop()
  }
}

function optionsOf({ language, dims, set }: IndexFlags): SearchOptions {
  const named = { ...(language === undefined ? {} : LANGUAGES[language]), ...(dims === undefined ? {} : { dims }) }
  for (const key of Object.keys(set ?? {})) {
    if (Object.hasOwn(named, key))
      throw new CliError(`--set ${key}: already given as --${key === 'dims' ? key : 'language'}`)
  }
  // Whatever --set brings is checked by createSearch, which names what it does not know.
  return { ...set, ...named } as SearchOptions
}

function summary(
  { files, documents, sections, leftOut }: Documents,
  index: string,
  size: number,
  took: number
): object {
  return {
    index,
    bytes: size,
    indexMs: roundedMs(took),
    files: files.length,
    documents,
    sections: sections.length,
    leftOut
  }
}

/** Files named that were left out. */
const MOST_NAMED = 3

async function show(
  { files, documents, sections, leftOut }: Documents,
  out: string,
  size: number,
  took: number
): Promise<void> {
  if (leftOut.length > 0) {
    const named = leftOut.slice(0, MOST_NAMED).map(printable).join(', ')
    const more = leftOut.length > MOST_NAMED ? ` and ${leftOut.length - MOST_NAMED} more` : ''
    process.stderr.write(
      `waymark: left out ${counted(leftOut.length, 'file')} that hold no documents: ${named}${more}\n`
    )
  }
  const lines: [string, string][] = [
    ['read', `${counted(documents, 'document')} in ${counted(files.length, 'file')}`],
    ['to be found', counted(sections.length, 'section')],
    ['indexed in', duration(took)],
    ['saved', `${out} (${bytes(size)})`]
  ]
  await print(...lines.map(([name, value]) => `${paint.dim(pad(name, 14))} ${value}`))
}
