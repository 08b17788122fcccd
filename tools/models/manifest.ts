import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { leadOf, licenseOf, parseCard } from '../../src/cli/front-matter.ts'
import { manifestWith } from '../../src/cli/hub-folder.ts'
import type { HubModel } from '../../src/index.ts'
import { decodeModel } from '../../src/model/index.ts'

/** The shipped models. */
export const MODELS = fileURLToPath(new URL('../../models', import.meta.url))

function needed(value: string | undefined, what: string): string {
  if (value !== undefined) return value
  throw new Error(`${what}: expected it in the card, got nothing`)
}

/**
 * The entry of a model folder: length and hash from the file, the rest from its card: `license` and `version` (default 1.0.0) of the
 * YAML, and the first paragraph as the description.
 */
export function entryOf(folder: string, name: string): HubModel {
  const file = `${name}/model.safetensors`
  const bytes = readFileSync(join(folder, file))
  const card = parseCard(readFileSync(join(folder, `${name}/README.md`), 'utf8'))
  return {
    name,
    version: card.fields.get('version') ?? '1.0.0',
    kind: decodeModel(bytes).kind,
    file,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    card: `${name}/README.md`,
    license: needed(licenseOf(card), `models/${name}/README.md: license`),
    description: needed(leadOf(card), `models/${name}/README.md: a first paragraph`)
  }
}

/** The folders that hold a model, by name. */
export function modelNames(folder: string): string[] {
  const names = readdirSync(folder).filter(name => existsSync(join(folder, name, 'model.safetensors')))
  return names.sort()
}

/** The text of the manifest that the models of a folder should have. Throws where an entry is not what a manifest may hold. */
export function manifestText(folder: string): string {
  const entries = modelNames(folder).map(name => entryOf(folder, name))
  return manifestWith(undefined, entries)
}

/** Writes the manifest of the shipped models. */
export function writeManifest(): void {
  writeFileSync(join(MODELS, 'manifest.json'), manifestText(MODELS))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeManifest()
