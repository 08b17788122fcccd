import { readFile } from 'node:fs/promises'
import {
  type Classifier,
  classifierToJson,
  isModelName,
  loadClassifier,
  loadModelBytes,
  loadVectors,
  type SaveOptions,
  type WordVectors
} from '../index.ts'
import {
  decodeModel,
  encodeModel,
  fromJson,
  ModelFormatError,
  type ModelRecord,
  optionalField
} from '../model/index.ts'
import { CliError, fileError } from './errors.ts'
import { isShipped, SHIPPED_HUB, shippedNames } from './shipped.ts'
import { writeWhole } from './write.ts'

/** A file name for the JSON form of a model; every other name is the binary form. */
export function isJson(file: string): boolean {
  return file.toLowerCase().endsWith('.json')
}

/**
 * The bytes of a model file, or of the model of that name which comes with the package: a file goes first. Throws CliError where
 * there are none to read.
 */
export async function readModelBytes(file: string): Promise<Buffer> {
  if (await isShipped(file)) return Buffer.from(await loadModelBytes(file, { hub: SHIPPED_HUB }))
  try {
    return await readFile(file)
  } catch (error) {
    const problem = fileError(file, error)
    if (!(problem instanceof CliError && isModelName(file))) throw problem
    throw new CliError(
      `${problem.message}, and no such name comes with the package (${(await shippedNames()).join(', ')})`
    )
  }
}

/** Loads a classifier; a name ending in `.json` is the JSON form. Throws CliError naming the file and what is wrong in it. */
export async function loadModel(file: string): Promise<Classifier> {
  return parseModel(file, await readModelBytes(file))
}

/** As `loadModel`, from the bytes of the file. Word vectors that it needs are those which come with the package. */
export async function parseModel(file: string, bytes: Uint8Array): Promise<Classifier> {
  const record = parseRecord(file, bytes)
  try {
    const vectors = await vectorsOf(record)
    return loadClassifier(isJson(file) ? encodeModel(record) : bytes, { vectors })
  } catch (error) {
    throw notAModel(file, error)
  }
}

/** Other vectors than the shipped ones are nowhere to be found: the classifier itself then says which it needs. */
async function vectorsOf({ config }: ModelRecord): Promise<WordVectors | undefined> {
  const name = optionalField(config, 'vectors.name', 'string')
  const known = name !== undefined && (await shippedNames()).includes(name)
  return known ? loadVectors(name, { hub: SHIPPED_HUB }) : undefined
}

/** The classifier in the bytes of a model file, or undefined where it is sound and of another kind. */
export async function classifierIn(file: string, bytes: Uint8Array): Promise<Classifier | undefined> {
  try {
    return await parseModel(file, bytes)
  } catch (error) {
    const cause = error instanceof CliError ? error.cause : undefined
    if (cause instanceof ModelFormatError && cause.code === 'wrong-kind') return undefined
    throw error
  }
}

/** As a record of named tensors, whatever kind of model it is. */
export function parseRecord(file: string, bytes: Uint8Array): ModelRecord {
  try {
    return isJson(file) ? fromJson(new TextDecoder().decode(bytes)) : decodeModel(bytes)
  } catch (error) {
    throw notAModel(file, error)
  }
}

function notAModel(file: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error
  return new CliError(`${file}: not a model that can be read: ${error.message}`, { cause: error })
}

/** Saves a classifier, whole or not at all, over nothing but `replaces` where that is given. Gives the size in bytes. */
export async function saveModel(
  file: string,
  classifier: Classifier,
  replaces?: Uint8Array,
  options?: SaveOptions
): Promise<number> {
  const content = isJson(file)
    ? new TextEncoder().encode(classifierToJson(classifier, options))
    : classifier.save(options)
  await writeWhole(file, content, replaces)
  return content.length
}
