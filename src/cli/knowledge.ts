import { InvalidArgumentError } from 'commander'
import { loadVectors, type TrainOptions } from '../index.ts'
import { CliError } from './errors.ts'
import { textOf } from './examples.ts'
import { readModelBytes } from './model-file.ts'
import { type DataFlags, readingOf } from './options.ts'
import { readRows } from './read.ts'

/** What training is told beside its examples. */
export interface KnowledgeFlags extends DataFlags {
  readonly vectors?: string
  readonly describe?: Readonly<Record<string, string>>
  readonly unlabelled?: readonly string[]
}

/** A collector of `label=words` options. */
export function described(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const cut = text.indexOf('=')
  if (cut < 1) throw new InvalidArgumentError('Expected label=words.')
  const label = text.slice(0, cut)
  if (Object.hasOwn(before, label)) throw new InvalidArgumentError(`"${label}" is described twice.`)
  return { ...before, [label]: text.slice(cut + 1) }
}

/** A collector of files. */
export function oneMore(file: string, before: readonly string[] = []): string[] {
  return [...before, file]
}

/** The training options that the flags stand for: vectors loaded, files read. Throws CliError naming the file at fault. */
export async function knowledge(flags: KnowledgeFlags): Promise<TrainOptions> {
  const { vectors, describe, unlabelled } = flags
  return {
    ...(vectors === undefined ? {} : { vectors: await wordVectors(vectors) }),
    ...(describe === undefined ? {} : { descriptions: describe }),
    ...(unlabelled === undefined ? {} : { unlabelled: await texts(unlabelled, flags) })
  }
}

async function wordVectors(name: string) {
  const bytes = await readModelBytes(name)
  try {
    return await loadVectors(name, { bytes })
  } catch (error) {
    throw new CliError(`${name}: not word vectors that can be read: ${(error as Error).message}`, { cause: error })
  }
}

async function texts(files: readonly string[], flags: KnowledgeFlags): Promise<string[]> {
  const found: string[] = []
  for (const file of files)
    for await (const row of readRows(file, readingOf(flags))) found.push(textOf(row, flags.text))
  return found
}
