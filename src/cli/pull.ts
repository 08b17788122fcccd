import {
  HubError,
  type HubManifest,
  type HubModel,
  isModelName,
  loadManifest,
  loadModelBytes,
  type TransferOptions
} from '../index.ts'
import { CliError, show } from './errors.ts'
import { hubAddress, isAddress, nameFrom } from './hub-address.ts'
import { printable } from './look.ts'
import { SHIPPED_HUB } from './shipped.ts'

/** A model that can be downloaded. */
export interface Found {
  readonly name: string
  /** Where it comes from: a hub, or the file itself. */
  readonly from: string
  /** What the hub says of it, where there is a manifest. */
  readonly entry: HubModel | undefined
  read(options: TransferOptions): Promise<Uint8Array>
}

/** Where to look. */
export interface Where {
  /** Folder or address of a hub. */
  readonly from?: string | undefined
  /** SHA-256 the file must have. */
  readonly sha256?: string | undefined
}

/**
 * Finds what `waymark pull` names: a model of a hub (the one that comes with the package unless `from` says another), a file at an
 * address, or the one model of a hub at an address. Throws CliError or HubError.
 */
export async function findModel(target: string, { from, sha256 }: Where): Promise<Found> {
  if (!isAddress(target)) return inHub(from === undefined ? SHIPPED_HUB.href : hubAddress(from), target, sha256)
  if (from !== undefined) throw new CliError('--from: says where a NAME is, and there is an address')
  if (!/\.safetensors(?:\?|$)/.test(target)) return inHub(target, undefined, sha256)
  return {
    name: nameFrom(target) ?? 'model',
    from: target,
    entry: undefined,
    read: options => loadModelBytes('model', { ...options, url: target, sha256 })
  }
}

async function inHub(hub: string, wanted: string | undefined, sha256: string | undefined): Promise<Found> {
  const manifest = await manifestIfAny(hub)
  const name = wanted ?? (manifest ? onlyOf(manifest, hub) : (nameFrom(hub) ?? 'model'))
  if (!isModelName(name))
    throw new CliError(`expected the name of a model or an address with https://, got ${show(name)}`)
  return {
    name,
    from: hub,
    entry: manifest?.models.find(model => model.name === name),
    read: options => loadModelBytes(name, { ...options, hub, sha256 })
  }
}

async function manifestIfAny(hub: string): Promise<HubManifest | undefined> {
  try {
    return await loadManifest(hub)
  } catch (error) {
    // A folder of one model needs none.
    if (error instanceof HubError && error.code === 'not-found') return undefined
    throw error
  }
}

function onlyOf({ models }: HubManifest, hub: string): string {
  if (models.length === 1) return models[0].name
  const names = models.map(({ name }) => name).join(', ') || 'none'
  throw new CliError(`${printable(hub)}: expected one model, got ${names}; name one, with --from`)
}
