import { decodeUtf8, ModelFormatError, parseJson } from '../model/index.ts'
import { HubError, type HubErrorCode, show } from './error.ts'
import { checkName, checkPath } from './names.ts'

/** Name of the manifest in the folder of a hub. */
export const MANIFEST = 'manifest.json'

/** Bytes of a manifest, at most. */
export const MAX_MANIFEST_BYTES = 2 ** 20

/** Bytes of a model, at most: 1 GiB. */
export const MAX_MODEL_BYTES = 2 ** 30

/** Version of the manifest that this release reads and writes. */
export const MANIFEST_VERSION = 1

/** A model of a hub, as its manifest has it. */
export interface HubModel {
  /** Name in the hub: lower-case letters and digits with single `-`, `_` or `.` between them, 64 characters at most. */
  readonly name: string
  /** Version of the model itself, such as `1.0.0`. */
  readonly version: string
  /** What the file is, the `kind` in it, such as `waymark-text-classifier`. */
  readonly kind: string
  /** Path of the safetensors file in the hub, `NAME/model.safetensors` as a rule. */
  readonly file: string
  /** Length of the file, 1 to `MAX_MODEL_BYTES`. */
  readonly bytes: number
  /** SHA-256 of the file, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** Path of the card in the hub, `NAME/README.md` as a rule. */
  readonly card: string
  /** Licence, an SPDX expression where there is one. */
  readonly license: string
  /** What it does, on one line of 500 characters at most. */
  readonly description: string
}

/** What a hub holds. */
export interface HubManifest {
  readonly format: 'waymark-hub'
  readonly version: number
  /** No two of one name. */
  readonly models: readonly HubModel[]
}

/** A manifest is an object with a list of objects; a newer one may have lists in these. */
const MAX_DEPTH = 4

/**
 * Reads a manifest. It comes from anybody: every field is checked, names and paths so that they can lead nowhere else than
 * into the hub. Keys it does not know are ignored.
 *
 * @throws HubError with a `code`, naming the field, what was expected and what came; TypeError on anything but text or bytes
 */
export function parseManifest(text: string | Uint8Array): HubManifest {
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) {
    throw new TypeError(`manifest: expected a string or a Uint8Array, got ${show(text)}`)
  }
  if (text.length > MAX_MANIFEST_BYTES) {
    throw new HubError(
      'manifest-too-large',
      `manifest: expected at most ${MAX_MANIFEST_BYTES} bytes, got ${text.length}`
    )
  }
  const manifest = objectOf(jsonOf(text), 'manifest')
  const format = own(manifest, 'format')
  if (format !== 'waymark-hub') {
    throw new HubError('not-a-hub', `manifest.format: expected "waymark-hub", got ${show(format)}`)
  }
  const version = own(manifest, 'version')
  if (!Number.isSafeInteger(version) || Number(version) < 1) {
    throw new HubError('bad-field', `manifest.version: expected a whole number from 1 up, got ${show(version)}`)
  }
  if (version !== MANIFEST_VERSION) {
    throw new HubError(
      'newer-version',
      `manifest.version: expected ${MANIFEST_VERSION}, got ${show(version)}: written by a newer release`
    )
  }
  const list = own(manifest, 'models')
  if (!Array.isArray(list)) throw new HubError('bad-field', `manifest.models: expected an array, got ${show(list)}`)
  const models = list.map(readModel)
  checkTwice(models)
  return { format, version, models }
}

function jsonOf(text: string | Uint8Array): unknown {
  try {
    return parseJson(typeof text === 'string' ? text : decodeUtf8(text, 'manifest'), 'manifest', 'not-json', MAX_DEPTH)
  } catch (error) {
    if (error instanceof ModelFormatError) throw new HubError('bad-json', error.message, { cause: error })
    throw error
  }
}

function readModel(given: unknown, index: number): HubModel {
  const what = `models[${index}]`
  const model = objectOf(given, what)
  const text = (key: string, code: HubErrorCode, pattern: RegExp, expected: string): string => {
    const value = own(model, key)
    if (typeof value === 'string' && pattern.test(value)) return value
    throw new HubError(code, `${what}.${key}: expected ${expected}, got ${show(value)}`)
  }
  const bytes = own(model, 'bytes')
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 1 || bytes > MAX_MODEL_BYTES) {
    throw new HubError(
      'bad-size',
      `${what}.bytes: expected a whole number from 1 to ${MAX_MODEL_BYTES}, got ${show(bytes)}`
    )
  }
  return {
    name: checkName(own(model, 'name'), `${what}.name`),
    version: text('version', 'bad-field', VERSION, 'a version like 1.0.0'),
    kind: text('kind', 'bad-field', KIND, 'a kind like waymark-text-classifier'),
    file: checkPath(own(model, 'file'), '.safetensors', `${what}.file`),
    bytes,
    sha256: text('sha256', 'bad-hash', SHA256, '64 lower-case hexadecimal digits'),
    card: checkPath(own(model, 'card'), '.md', `${what}.card`),
    license: text('license', 'bad-field', LICENSE, 'a licence like MIT, at most 100 characters'),
    description: text('description', 'bad-field', LINE, 'one line of 1 to 500 characters')
  }
}

const VERSION = /^(?=.{1,32}$)\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)?$/
const KIND = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/
const LICENSE = /^(?=.{1,100}$)[A-Za-z0-9(][A-Za-z0-9.+() -]*$/
/** Neither control characters, which could steer a terminal, nor marks that turn the reading direction. */
const LINE = /^[^\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]{1,500}$/u

/** 64 lower-case hexadecimal digits. */
export const SHA256 = /^[0-9a-f]{64}$/

function checkTwice(models: readonly HubModel[]): void {
  const seen = new Set<string>()
  for (const [index, { name }] of models.entries()) {
    if (seen.has(name)) {
      throw new HubError('duplicate-name', `models[${index}].name: expected each name once, got ${show(name)} again`)
    }
    seen.add(name)
  }
}

function objectOf(value: unknown, what: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new HubError('bad-field', `${what}: expected an object, got ${show(value)}`)
}

/** A key of the object itself: `constructor` is missing unless the file has it. */
function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Readonly<Record<string, unknown>>)[key] : undefined
}
