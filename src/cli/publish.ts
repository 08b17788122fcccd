import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Classifier, HubError, type HubModel, isModelName, parseManifest } from '../index.ts'
import { encodeModel } from '../model/index.ts'
import { completed, newCard, renewed } from './card.ts'
import { CliError, show } from './errors.ts'
import { licenseOf, parseCard } from './front-matter.ts'
import { nameFrom } from './hub-address.ts'
import { type FolderManifest, readIfThere } from './hub-folder.ts'
import { classifierIn, isJson, parseRecord } from './model-file.ts'
import { counted } from './units.ts'

/** What the caller says of a model. */
export interface Wish {
  readonly name?: string | undefined
  readonly version?: string | undefined
  readonly license?: string | undefined
  readonly description?: string | undefined
  /** Text of a card. */
  readonly card?: string | undefined
}

/** What publishing a model writes. */
export interface Publication {
  readonly entry: HubModel
  readonly model: Uint8Array
  /** Undefined where the card that is there stays. */
  readonly card: string | undefined
}

/**
 * Works out what publishing a model file in a folder writes, and writes nothing. Throws CliError where a name is unsafe, a licence is
 * missing, or something would be lost that is not in the manifest.
 */
export async function planPublication(
  folder: string,
  { models }: FolderManifest,
  file: string,
  content: Uint8Array,
  wish: Wish
): Promise<Publication> {
  const name = nameOf(file, wish.name)
  const record = parseRecord(file, content)
  const model = isJson(file) ? encodeModel(record) : content
  const sha256 = sha256Of(model)
  const before = models.find(one => one.name === name)
  const paths = { file: before?.file ?? `${name}/model.safetensors`, card: before?.card ?? `${name}/README.md` }
  const shared = models.find(one => one.name !== name && one.file === paths.file && one.sha256 !== sha256)
  if (shared)
    throw new CliError(`${join(folder, paths.file)}: is the file of "${shared.name}" too; expected another --name`)
  const found = readIfThere(join(folder, paths.file))
  if (found && !found.equals(model) && sha256Of(found) !== before?.sha256) {
    throw new CliError(`${join(folder, paths.file)}: is there and not what the manifest lists; move it away first`)
  }
  const classifier = await classifierIn(file, content)
  const existing = readIfThere(join(folder, paths.card))?.toString()
  const entry = checked({
    name,
    version: versionOf(name, before, before?.sha256 === sha256, wish.version),
    kind: record.kind,
    ...paths,
    bytes: model.length,
    sha256,
    license: licenseFor(file, wish, existing, before),
    description: wish.description ?? before?.description ?? described(record.kind, classifier)
  })
  const subject = { entry, classifier }
  if (wish.card !== undefined) return { entry, model, card: completed(wish.card, subject) }
  if (existing === undefined) return { entry, model, card: newCard(subject) }
  const card = renewed(existing, subject)
  return { entry, model, card: card === existing ? undefined : card }
}

function nameOf(file: string, wanted: string | undefined): string {
  const name = wanted ?? nameFrom(file)
  if (name !== undefined && isModelName(name)) return name
  const expected = 'at most 64 characters a–z and 0–9 with single - _ . between them'
  if (wanted !== undefined) throw new CliError(`--name: expected ${expected}, got ${show(wanted)}`)
  throw new CliError(`${file}: expected --name NAME, ${expected}: that of the file is none`)
}

/** A version stands for one content. Without a wish the last number goes up with every other content. */
function versionOf(name: string, before: HubModel | undefined, same: boolean, wish: string | undefined): string {
  if (!before) return wish ?? '1.0.0'
  if (same) return wish ?? before.version
  if (wish === before.version) {
    throw new CliError(`--version: ${name} ${wish} is there with other content; expected another version`)
  }
  const [, major, minor, patch, early] = /^(\d+)\.(\d+)\.(\d+)(-.*)?$/.exec(before.version) ?? []
  return wish ?? `${major}.${minor}.${early === undefined ? Number(patch) + 1 : patch}`
}

/** A licence is in two places, and has to be one. */
function licenseFor(file: string, wish: Wish, existing: string | undefined, before: HubModel | undefined): string {
  const card = wish.card ?? existing
  const stated = card === undefined ? undefined : licenseOf(parseCard(card))
  const license = wish.license ?? (before?.license.toLowerCase() === stated?.toLowerCase() ? before?.license : stated)
  const known = license ?? before?.license
  if (known === undefined)
    throw new CliError(`${file}: expected --license, such as MIT or CC-BY-4.0, or a card with one`)
  if (stated !== undefined && stated.toLowerCase() !== known.toLowerCase()) {
    throw new CliError(`--license: expected ${show(stated)} as the card says, got ${show(known)}`)
  }
  return known
}

function described(kind: string, classifier: Classifier | undefined): string {
  if (!classifier) return `A ${kind}.`
  const { labels } = classifier
  const named = labels.join(', ')
  const several = classifier.multiLabel ? 'any number' : 'one'
  return isLine(named)
    ? `Gives a text ${several} of these labels: ${named}.`
    : `Gives a text ${several} of ${counted(labels.length, 'label')}.`
}

/** Whether a list of labels is short and plain enough for a description. */
function isLine(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,200}$/u.test(text)
}

/** The entry, if a manifest may hold it. Its fields are named as the flags they come from. */
function checked(entry: HubModel): HubModel {
  try {
    return parseManifest(JSON.stringify({ format: 'waymark-hub', version: 1, models: [entry] })).models[0]
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    throw new CliError(error.message.replace(/^models\[0\]\.(version|license|description)/, '--$1'), { cause: error })
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
