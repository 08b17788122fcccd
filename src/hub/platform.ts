/**
 * What the loaders use of a page, a worker or Node, and all they may see of it: the library is compiled without the types
 * of any of them. What is optional here is missing somewhere.
 */
interface Platform {
  readonly URL: new (url: string, base?: string) => ParsedUrl
  readonly fetch?: Fetch
  readonly crypto?: { readonly subtle?: { digest(name: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer> } }
  /** The page, whose address relative ones are meant from. */
  readonly document?: { readonly baseURI?: string }
  /** The same of a worker. */
  readonly location?: { readonly href?: string }
  readonly process?: { getBuiltinModule?(name: 'node:fs/promises'): NodeFiles | undefined }
}

/** A URL, taken apart. */
export interface ParsedUrl {
  readonly href: string
  readonly protocol: string
  readonly host: string
  readonly username: string
  readonly password: string
  readonly search: string
  readonly hash: string
}

/** The part of an AbortSignal that loading needs; any AbortSignal is one. */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  throwIfAborted(): void
}

/** The part of a Response that loading needs; any Response is one. */
export interface ResponseLike {
  readonly ok: boolean
  readonly status: number
  /** Where the answer came from in the end. */
  readonly url: string
  readonly redirected: boolean
  readonly headers: { get(name: string): string | null }
  readonly body: { getReader(): BodyReader } | null
  arrayBuffer(): Promise<ArrayBuffer>
}

interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
  cancel(): Promise<unknown>
}

/** The part of `fetch` that loading needs. The options are what `fetch` takes: a `signal`, where there is one. */
export type Fetch = (url: string, init?: object) => Promise<ResponseLike>

/** The file functions of Node that loading needs. */
export interface NodeFiles {
  stat(url: ParsedUrl): Promise<{ readonly size: number; isFile(): boolean }>
  readFile(url: ParsedUrl, options: { signal: AbortSignalLike | undefined }): Promise<Uint8Array<ArrayBuffer>>
}

const platform = globalThis as unknown as Platform

/** A URL taken apart, or undefined where it is none. */
export function parseUrl(url: string, base?: string): ParsedUrl | undefined {
  try {
    return new platform.URL(url, base)
  } catch {
    return undefined
  }
}

/** Where the page or the worker is; undefined in Node. */
export function ownAddress(): string | undefined {
  return platform.document?.baseURI ?? platform.location?.href
}

/** The platform's `fetch`, if it has one. */
export function ownFetch(): Fetch | undefined {
  const { fetch } = platform
  return fetch && ((url, init) => fetch(url, init))
}

/**
 * The file functions of Node, or undefined elsewhere. Asked for at run time: an `import` of a `node:` module would reach
 * bundles, and webpack refuses that scheme for pages.
 */
export function nodeFiles(): NodeFiles | undefined {
  return platform.process?.getBuiltinModule?.('node:fs/promises')
}

/** SHA-256 by the platform, or undefined: pages have it on https: and on localhost only. */
export function sha256Digest(): ((data: Uint8Array) => Promise<ArrayBuffer>) | undefined {
  const subtle = platform.crypto?.subtle
  return subtle && (data => subtle.digest('SHA-256', data))
}
