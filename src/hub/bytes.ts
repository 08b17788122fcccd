import { download } from './download.ts'
import { HubError, show } from './error.ts'
import { downloadChecked, downloadModel, folderOf, loadManifest, within } from './hub.ts'
import type { HubManifest } from './manifest.ts'
import { type AnySource, addressOf, checkSource, type ModelSource, type TransferOptions } from './options.ts'
import type { ParsedUrl } from './platform.ts'
import { pointerOf } from './pointer.ts'
import { checkHash } from './sha256.ts'

/** What a loader expects. */
export interface Wanted {
  /** The kind of model. Default: any. */
  readonly kind?: string
  /** The models that come with the package, where a source without a place means these. */
  readonly shipped?: Readonly<Record<string, () => { readonly href: string }>>
  /** Options of its own. */
  readonly options?: readonly string[]
}

/**
 * The bytes of a model of any kind, from bytes, an address or a hub: `loadModelBytes('sarcasm', { hub: 'https://…/models/' })`.
 *
 * @param name which model of a hub; of no account for the other sources
 * @param source `{ bytes }`, `{ url }` or `{ hub }`, with `sha256`, `signal`, `fetch` and `onProgress`
 * @throws HubError with a `code`; TypeError on an unknown option; the reason of the signal when aborted
 */
export function loadModelBytes(name: string, source: ModelSource): Promise<Uint8Array> {
  return modelBytes(name, source, {})
}

/** As `loadModelBytes`, for a loader that expects something. */
export async function modelBytes(
  name: string,
  given: ModelSource | TransferOptions,
  { kind, shipped, options }: Wanted
): Promise<Uint8Array> {
  const source = checkSource(given, shipped !== undefined, options)
  const { bytes, url, hub, sha256 } = source
  if (bytes !== undefined) {
    const found = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
    if (sha256 !== undefined) await checkHash(found, sha256, 'source.bytes')
    return found
  }
  if (hub !== undefined) return fromHub(name, hub, kind, source)
  if (url !== undefined) return fromAddress(addressOf(url, 'source.url'), source)
  if (shipped && Object.hasOwn(shipped, name)) return download(addressOf(shipped[name](), 'shipped'), {}, source)
  const names = Object.keys(shipped ?? {}).join(', ')
  throw new HubError('unknown-model', `name: expected one of ${names}, or a source for others, got ${show(name)}`)
}

async function fromHub(
  name: string,
  hub: string | { readonly href: string },
  kind: string | undefined,
  source: AnySource
): Promise<Uint8Array> {
  const manifest = await manifestIfAny(hub, source)
  if (!manifest) return alone(folderOf(hub), source)
  const model = manifest.models.find(one => one.name === name)
  if (!model) {
    const names = manifest.models.map(one => one.name).join(', ') || 'none'
    throw new HubError('unknown-model', `name: expected a model of this hub (${names}), got ${show(name)}`)
  }
  if (kind !== undefined && model.kind !== kind) {
    throw new HubError('wrong-kind', `${name}: expected a ${kind}, got ${show(model.kind)}`)
  }
  if (source.sha256 !== undefined && source.sha256 !== model.sha256) {
    throw new HubError('wrong-hash', `${name}: expected SHA-256 ${source.sha256}, but the hub states ${model.sha256}`)
  }
  return downloadModel(hub, model, source)
}

async function manifestIfAny(
  hub: string | { readonly href: string },
  { signal, fetch }: AnySource
): Promise<HubManifest | undefined> {
  try {
    return await loadManifest(hub, { signal, fetch })
  } catch (error) {
    if (error instanceof HubError && error.code === 'not-found') return undefined
    throw error
  }
}

/** A repository of one model: its file at the root, and no manifest. */
async function alone(folder: ParsedUrl, source: AnySource): Promise<Uint8Array> {
  try {
    return await fromAddress(within(folder, 'model.safetensors'), source)
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'not-found')) throw error
    throw new HubError('not-found', `${folder.href}: expected manifest.json or model.safetensors, got neither`, {
      cause: error
    })
  }
}

async function fromAddress(url: ParsedUrl, source: AnySource): Promise<Uint8Array> {
  const known = source.sha256 === undefined ? await pointerOf(url, source) : { sha256: source.sha256 }
  return downloadChecked(url, known ?? {}, source)
}
