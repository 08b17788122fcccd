import { HubError, show } from './error.ts'
import { SHA256 } from './manifest.ts'
import { type AbortSignalLike, type Fetch, ownAddress, type ParsedUrl, parseUrl } from './platform.ts'

/** How to read what is not at hand. All are optional. */
export interface TransferOptions {
  /** Aborts the reading, which then throws the signal's reason. */
  readonly signal?: AbortSignalLike | undefined
  /** Reads an address in place of the platform's `fetch`: with headers of your own, or from a cache. */
  readonly fetch?: Fetch | undefined
  /** Told how many bytes have come, and of how many where that is known. */
  readonly onProgress?: ((loaded: number, total: number | undefined) => void) | undefined
}

/** A model at hand. */
export interface BytesSource {
  readonly bytes: Uint8Array | ArrayBuffer
  /** SHA-256 that the bytes must have, in hexadecimal. Default: not checked. */
  readonly sha256?: string | undefined
}

/** A model at an address. */
export interface UrlSource extends TransferOptions {
  /** Absolute, or in a page or worker relative to it. In Node `file:` is read from the disk. */
  readonly url: string | { readonly href: string }
  /** SHA-256 that the bytes must have, in hexadecimal. Default: not checked, and no other server may answer. */
  readonly sha256?: string | undefined
}

/** A model of a hub. */
export interface HubSource extends TransferOptions {
  /** The folder with `manifest.json`, as `url` of {@link UrlSource}. */
  readonly hub: string | { readonly href: string }
  /** SHA-256 that the hub must state for the model, in hexadecimal. Default: whatever it states. */
  readonly sha256?: string | undefined
}

/** Where a model comes from, when not with the package. */
export type ModelSource = BytesSource | UrlSource | HubSource

const TRANSFER = ['signal', 'fetch', 'onProgress']

/** The options that go with each place. */
const OPTIONS = {
  bytes: ['bytes', 'sha256'],
  url: ['url', 'sha256', ...TRANSFER],
  hub: ['hub', 'sha256', ...TRANSFER]
} as const

const PLACES = ['bytes', 'url', 'hub'] as const

/** Every option of every source. */
export interface AnySource extends TransferOptions {
  readonly bytes?: Uint8Array | ArrayBuffer | undefined
  readonly url?: string | { readonly href: string } | undefined
  readonly hub?: string | { readonly href: string } | undefined
  readonly sha256?: string | undefined
}

/**
 * A source with `sha256` in lower case. Throws TypeError or HubError naming the option, what was expected and what came, unless
 * it is one: one place, the options that go with it, no others.
 *
 * @param shipped whether no place is one too: that of the models which come with the package
 * @param more options that the loader takes beside those of the source
 */
export function checkSource(given: AnySource, shipped: boolean, more: readonly string[] = []): AnySource {
  if (typeof given !== 'object' || given === null) throw new TypeError(`source: expected an object, got ${show(given)}`)
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  const places = PLACES.filter(place => given[place] !== undefined)
  if (places.length > 1 || (places.length === 0 && !shipped)) {
    throw new TypeError(`source: expected one of ${PLACES.join(', ')}, got ${places.join(' and ') || 'none'}`)
  }
  const known = [...(places.length === 1 ? OPTIONS[places[0]] : TRANSFER), ...more]
  for (const [key] of said) {
    if (!known.includes(key)) {
      throw new TypeError(`source.${key}: expected one of ${known.join(', ')}, got an unknown option`)
    }
  }
  const { bytes, signal, sha256 } = given
  if (bytes !== undefined && !(bytes instanceof Uint8Array || bytes instanceof ArrayBuffer)) {
    throw new TypeError(`source.bytes: expected a Uint8Array or an ArrayBuffer, got ${show(bytes)}`)
  }
  for (const key of ['fetch', 'onProgress'] as const) {
    if (given[key] !== undefined && typeof given[key] !== 'function') {
      throw new TypeError(`source.${key}: expected a function, got ${show(given[key])}`)
    }
  }
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    throw new TypeError(`source.signal: expected an AbortSignal, got ${show(signal)}`)
  }
  if (sha256 === undefined) return given
  if (typeof sha256 !== 'string' || !SHA256.test(sha256.toLowerCase())) {
    throw new HubError('bad-hash', `source.sha256: expected 64 hexadecimal digits, got ${show(sha256)}`)
  }
  return { ...given, sha256: sha256.toLowerCase() }
}

/** An address, taken apart. Throws TypeError or `bad-url` naming `what`: no address, or one with a name or password. */
export function addressOf(given: string | { readonly href: string }, what: string): ParsedUrl {
  const text = typeof given === 'string' ? given : given?.href
  if (typeof text !== 'string') throw new TypeError(`${what}: expected an address, got ${show(given)}`)
  const base = ownAddress()
  const url = parseUrl(text, base)
  if (url === undefined) {
    const expected = base === undefined ? 'an absolute URL, https: or file:' : 'a URL'
    throw new HubError('bad-url', `${what}: expected ${expected}, got ${show(text)}`)
  }
  // Not shown: it would end up in logs.
  if (url.username !== '' || url.password !== '') {
    throw new HubError('bad-url', `${what}: expected a URL without name and password; give them as headers, in fetch`)
  }
  return url
}
