import { download } from './download.ts'
import { HubError, show } from './error.ts'
import { type HubManifest, type HubModel, MANIFEST, MAX_MANIFEST_BYTES, parseManifest } from './manifest.ts'
import { addressOf, type TransferOptions } from './options.ts'
import { type ParsedUrl, parseUrl } from './platform.ts'
import { checkHash, expectDigest } from './sha256.ts'

/** The folder of a hub, with a slash at its end. Throws TypeError or `bad-url` naming `source.hub`. */
export function folderOf(hub: string | { readonly href: string }): ParsedUrl {
  const { href, search, hash } = addressOf(hub, 'source.hub')
  const folder = parseUrl(href.replace(/\/?(?:manifest\.json)?$/, '/'))
  if (folder && search === '' && hash === '') return folder
  throw new HubError('bad-url', `source.hub: expected the URL of a folder, without ? and #, got ${show(href)}`)
}

/** A path of a manifest as an address. The paths are checked already: this holds even if a check should fail. */
export function within(folder: ParsedUrl, path: string): ParsedUrl {
  const url = parseUrl(path, folder.href)
  if (url?.href === folder.href + path) return url
  throw new HubError('bad-path', `${folder.href}: expected a path in this hub, got ${show(path)}`)
}

/**
 * Reads the manifest of a hub.
 *
 * @param hub its folder: an absolute URL, in a page or worker also a relative one
 * @throws HubError with a `code`; the reason of the signal when aborted
 */
export async function loadManifest(
  hub: string | { readonly href: string },
  options: TransferOptions = {}
): Promise<HubManifest> {
  const url = within(folderOf(hub), MANIFEST)
  try {
    return parseManifest(await download(url, { most: MAX_MANIFEST_BYTES }, options))
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    const code = error.code === 'too-large' ? 'manifest-too-large' : error.code
    const message = error.message.startsWith(url.href) ? error.message : `${url.href}: ${error.message}`
    throw new HubError(code, message, { cause: error })
  }
}

/**
 * Downloads a model of a hub, by its entry in the manifest: no more than the bytes stated, and none given back before their SHA-256 is right.
 *
 * @throws HubError with a `code`; the reason of the signal when aborted
 */
export async function downloadModel(
  hub: string | { readonly href: string },
  model: HubModel,
  options: TransferOptions = {}
): Promise<Uint8Array> {
  return downloadChecked(within(folderOf(hub), model.file), model, options)
}

/** A model at an address, its length and SHA-256 checked where they are known. */
export async function downloadChecked(
  url: ParsedUrl,
  { bytes, sha256 }: { readonly bytes?: number | undefined; readonly sha256?: string | undefined },
  options: TransferOptions
): Promise<Uint8Array> {
  if (sha256 === undefined) return download(url, { bytes }, options)
  expectDigest(url.href)
  const found = await download(url, { bytes, hashed: true }, options)
  await checkHash(found, sha256, url.href)
  options.signal?.throwIfAborted()
  return found
}
