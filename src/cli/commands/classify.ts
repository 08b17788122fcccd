import { Command } from 'commander'
import type { Classifier } from '../../index.ts'
import { answer, answerJson, answerText, NONE, scoreLines } from '../answer.ts'
import { CliError } from '../errors.ts'
import { textOf } from '../examples.ts'
import { highlight, pieceTable } from '../explanation.ts'
import { bar, coloured, cutTo, pad, paint, printable, screenWidth, width } from '../look.ts'
import { loadModel } from '../model-file.ts'
import { type DataFlags, MODEL_ARGUMENT, readingOf, withJson, withReading } from '../options.ts'
import { print, printJson } from '../output.ts'
import { readRows } from '../read.ts'
import { readText, STDIN } from '../source.ts'
import { decimals } from '../units.ts'

interface ClassifyFlags extends DataFlags {
  readonly file?: string
  readonly all?: boolean
  readonly explain?: boolean
}

/** A text to classify, and its line where it came from a file. */
interface Asked {
  readonly text: string
  readonly line?: number
}

/** `waymark classify MODEL [TEXT…|-]` */
export function classifyCommand(): Command {
  const command = new Command('classify')
    .description('label texts: those given, one a line from standard input, or a column of a file')
    .argument('<model>', MODEL_ARGUMENT)
    .argument('[text...]', 'texts, each one argument; - reads standard input, one text a line')
    .option('--file <data>', 'classify every row of a JSON Lines, CSV or TSV file instead')
    .option('--all', 'show every label with its probability')
    .option('--explain', 'show the pieces of the text that moved the decision')
  return withJson(withReading(command, 'with --file: column with the text (default: text)')).action(classify)
}

async function classify(model: string, texts: string[], flags: ClassifyFlags): Promise<void> {
  const asked = source(texts, flags)
  const classifier = await loadModel(model)
  const labelWidth = Math.max(...[NONE, ...classifier.labels].map(label => width(printable(label))))
  for await (const one of asked) {
    if (flags.json) await printJson(forMachines(classifier, one, flags))
    else await print(...forPeople(classifier, one, flags, Math.min(labelWidth, 24)))
  }
}

function source(texts: string[], flags: ClassifyFlags): AsyncIterable<Asked> {
  if (flags.file !== undefined) {
    if (texts.length > 0) throw new CliError('--file: expected no TEXT beside it')
    return rows(flags.file, flags)
  }
  if (flags.text !== undefined) throw new CliError('--text: names a column of --file DATA; give a text as an argument')
  if (flags.format !== undefined) throw new CliError('--format: says how to read --file DATA; texts are read as lines')
  if (texts.length === 0 && process.stdin.isTTY)
    throw new CliError('expected a TEXT, - for standard input, or --file DATA')
  if (texts.length === 0 || (texts.length === 1 && texts[0] === STDIN)) return lines()
  return given(texts)
}

async function* given(texts: readonly string[]): AsyncGenerator<Asked> {
  for (const text of texts) yield { text }
}

async function* rows(file: string, flags: ClassifyFlags): AsyncGenerator<Asked> {
  for await (const row of readRows(file, readingOf(flags)))
    yield { text: textOf(row, flags.text), line: row.place.line }
}

/** A blank line is an empty text, so that answers stay beside their lines. */
async function* lines(): AsyncGenerator<Asked> {
  for await (const chunk of readText(STDIN)) {
    const found = chunk.split('\n')
    if (chunk.endsWith('\n')) found.pop()
    for (const text of found) yield { text: text.endsWith('\r') ? text.slice(0, -1) : text }
  }
}

function forMachines(classifier: Classifier, { text, line }: Asked, flags: ClassifyFlags): object {
  const found = answerJson(classifier, answer(classifier, text), flags.all === true)
  const where = line === undefined ? {} : { line }
  return { ...where, text, ...found, ...(flags.explain ? { pieces: classifier.explain(text) } : {}) }
}

function forPeople(classifier: Classifier, { text }: Asked, flags: ClassifyFlags, labelWidth: number): string[] {
  const found = answer(classifier, text)
  const probability = (found.given[0] ?? found.scores[0]).probability
  const label = pad(cutTo(answerText(found), labelWidth), labelWidth)
  const head = `${paint.bold(label)}  ${paint.cyan(bar(probability))} ${decimals(probability)}  `
  const shown = [head + cutTo(printable(text), Math.max(20, screenWidth - width(head)))]
  if (flags.all) shown.push(...scoreLines(found, labelWidth, '  '))
  if (flags.explain) {
    const pieces = classifier.explain(text)
    if (coloured) shown.push(`  ${highlight(text, pieces)}`)
    shown.push(...pieceTable(pieces, '  '))
  }
  return shown
}
