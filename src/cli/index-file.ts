import { readFile } from 'node:fs/promises'
import { encodeModel, ModelFormatError, toJson } from '../model/index.ts'
import { loadSearch, type Search } from '../rerank/index.ts'
import { CliError, fileError } from './errors.ts'
import { PARTS } from './languages.ts'
import { isJson, parseRecord } from './model-file.ts'
import { writeWhole } from './write.ts'

/** The argument of every command that reads an index. */
export const INDEX_ARGUMENT = 'file that waymark index wrote'

/** Loads an index; a name ending in `.json` is the JSON form. Throws CliError naming the file and what is wrong in it. */
export async function loadIndex(file: string): Promise<Search> {
  try {
    return parseIndex(file, await readFile(file))
  } catch (error) {
    throw fileError(file, error)
  }
}

/** The index in the bytes of a file, or undefined where it is sound and of another kind. */
export function indexIn(file: string, bytes: Uint8Array): Search | undefined {
  try {
    return parseIndex(file, bytes)
  } catch (error) {
    const cause = error instanceof CliError ? error.cause : undefined
    if (cause instanceof ModelFormatError && cause.code === 'wrong-kind') return undefined
    throw error
  }
}

function parseIndex(file: string, bytes: Uint8Array): Search {
  try {
    return loadSearch(isJson(file) ? encodeModel(parseRecord(file, bytes)) : bytes, PARTS)
  } catch (error) {
    if (error instanceof CliError || !(error instanceof Error)) throw error
    throw new CliError(`${file}: not an index that can be read: ${error.message}`, { cause: error })
  }
}

/** Saves an index, whole or not at all. Gives the size in bytes. */
export async function saveIndex(file: string, search: Search): Promise<number> {
  const bytes = search.save()
  const content = isJson(file) ? new TextEncoder().encode(toJson(parseRecord('', bytes))) : bytes
  await writeWhole(file, content)
  return content.length
}
