import { readFile } from 'node:fs/promises'
import { type Classifier, classifierFromJson, classifierToJson, loadClassifier } from '../index.ts'
import { decodeModel, fromJson, type ModelRecord } from '../model/index.ts'
import { CliError, fileError } from './errors.ts'
import { writeWhole } from './write.ts'

/** A file name for the JSON form of a model; every other name is the binary form. */
function isJson(file: string): boolean {
  return file.toLowerCase().endsWith('.json')
}

/** The bytes of a model file. Throws CliError where there are none to read. */
export async function readModelBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw fileError(file, error)
  }
}

/** Loads a classifier; a name ending in `.json` is the JSON form. Throws CliError naming the file and what is wrong in it. */
export async function loadModel(file: string): Promise<Classifier> {
  return parseModel(file, await readModelBytes(file))
}

/** As `loadModel`, from the bytes of the file. */
export function parseModel(file: string, bytes: Uint8Array): Classifier {
  try {
    return isJson(file) ? classifierFromJson(new TextDecoder().decode(bytes)) : loadClassifier(bytes)
  } catch (error) {
    throw notAModel(file, error)
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
export async function saveModel(file: string, classifier: Classifier, replaces?: Uint8Array): Promise<number> {
  const content = isJson(file) ? new TextEncoder().encode(classifierToJson(classifier)) : classifier.save()
  await writeWhole(file, content, replaces)
  return content.length
}
