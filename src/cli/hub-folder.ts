import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HubError, type HubModel, MANIFEST_VERSION, parseManifest } from '../index.ts'
import { CliError, fileError } from './errors.ts'
import { writeWhole } from './write.ts'

/** The manifest of a folder, as it is on the disk. */
export interface FolderManifest {
  readonly file: string
  readonly models: readonly HubModel[]
  /** The bytes of the file; undefined where there is none yet. */
  readonly content: Buffer | undefined
}

/** Reads the manifest of a folder; a folder without one is an empty hub. Throws CliError where it is none that this release can keep. */
export function readFolder(folder: string): FolderManifest {
  const file = join(folder, 'manifest.json')
  const content = readIfThere(file)
  try {
    return { file, content, models: content ? parseManifest(content).models : [] }
  } catch (error) {
    if (error instanceof HubError) throw new CliError(`${file}: ${error.message}`, { cause: error })
    throw error
  }
}

/** The bytes of a file, or undefined where there is none. */
export function readIfThere(file: string): Buffer | undefined {
  try {
    return existsSync(file) ? readFileSync(file) : undefined
  } catch (error) {
    throw fileError(file, error)
  }
}

/**
 * The text of a manifest with these models in place of those of the same names, or behind the others. What this release does not know
 * of a manifest stays. Throws HubError naming the field where the result would be none.
 */
export function manifestWith(content: Buffer | undefined, models: readonly HubModel[]): string {
  const before: { readonly models?: readonly HubModel[] } = content ? JSON.parse(content.toString()) : {}
  const merged = new Map((before.models ?? []).map(model => [model.name, model]))
  for (const model of models) merged.set(model.name, { ...merged.get(model.name), ...model })
  const manifest = { format: 'waymark-hub', version: MANIFEST_VERSION, ...before, models: [...merged.values()] }
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  parseManifest(text)
  return text
}

/** Writes a manifest, unless another program has changed it since it was read. Throws CliError. */
export async function writeManifest({ file, content }: FolderManifest, text: string): Promise<void> {
  if (content === undefined && existsSync(file)) {
    throw new CliError(`${file}: made by another program meanwhile; run this again`)
  }
  await writeWhole(file, text, content)
}
