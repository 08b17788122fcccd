import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Columns } from './examples.ts'
import { FORMATS, type Format, type ReadOptions } from './read.ts'

/** The argument of every command that reads a model. */
export const MODEL_ARGUMENT = 'model file, or the name of a model that comes with the package'

/** What every command takes. */
export interface CommonFlags {
  readonly json?: boolean
}

/** What every command that reads data files takes. */
export interface DataFlags extends CommonFlags {
  readonly text?: string
  readonly label?: string
  readonly weight?: string
  readonly labelsSeparator?: string
  readonly format?: Format
  readonly quotes?: boolean
}

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON for machines, and nothing else, on standard output; no progress bar')
}

/** Adds how a data file is read: `--text`, `--format`, `--no-quotes`. */
export function withReading(command: Command, text = 'column with the text (default: text)'): Command {
  return command
    .option('--text <column>', text)
    .addOption(new Option('--format <format>', 'how to read the data (default: by file extension)').choices(FORMATS))
    .option('--no-quotes', 'CSV and TSV: read quotes as ordinary characters')
}

/** Adds how examples are read: what `withReading` adds, and `--label`, `--labels-separator`, `--weight`. */
export function withExamples(
  command: Command,
  text?: string,
  label = 'column with the label (default: label)'
): Command {
  return withReading(command, text)
    .option('--label <column>', label)
    .option('--labels-separator <string>', 'what separates several labels in one cell, for instance ";"', notEmpty)
    .option('--weight <column>', 'column with the weight (default: "weight" in JSON Lines, none in tables)')
}

/** The flags of `withExamples`, for `readExamples`. */
export function columnsOf(flags: DataFlags): Columns {
  const { text, label, weight, labelsSeparator } = flags
  return { text, label, weight, labelsSeparator }
}

/** The flags of `withReading`, for `readRows`. */
export function readingOf(flags: DataFlags): ReadOptions {
  return { format: flags.format, quotes: flags.quotes }
}

/** A parser of an option that is a number within limits, both included. */
export function numberFrom(min: number, max: number): (text: string) => number {
  return text => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a number from ${min} to ${max}.`)
  }
}

/** A parser of an option that is a whole number within limits, both included. */
export function wholeFrom(min: number, max: number): (text: string) => number {
  return text => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`)
  }
}

/** A parser of an option that is any string but the empty one. */
function notEmpty(text: string): string {
  if (text !== '') return text
  throw new InvalidArgumentError('Expected at least one character.')
}

/** A collector of `key=value` options. A value is read as JSON where it is JSON, as a string elsewhere. */
export function setting(text: string, before: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const cut = text.indexOf('=')
  if (cut < 1) throw new InvalidArgumentError('Expected key=value.')
  const key = text.slice(0, cut)
  if (Object.hasOwn(before, key)) throw new InvalidArgumentError(`"${key}" is set twice.`)
  return { ...before, [key]: fromJson(text.slice(cut + 1)) }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
