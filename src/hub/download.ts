import { HubError } from './error.ts'
import type { Known } from './length.ts'
import type { TransferOptions } from './options.ts'
import { nodeFiles, ownFetch, type ParsedUrl } from './platform.ts'
import { readAddress } from './read-address.ts'
import { readFile } from './read-file.ts'

/**
 * The bytes at an address: by `fetch`, or in Node from the disk for `file:`. Reads no more than one piece past what is known
 * of the length.
 *
 * @throws HubError: `not-found`, `unreachable`, `redirected`, `wrong-size`, `too-large`; the reason of the signal when aborted
 */
export async function download(url: ParsedUrl, known: Known, options: TransferOptions): Promise<Uint8Array> {
  options.signal?.throwIfAborted()
  const files = nodeFiles()
  if (url.protocol === 'file:' && files && !options.fetch) return readFile(files, url, known, options)
  const fetch = options.fetch ?? ownFetch()
  if (!fetch) throw new HubError('unreachable', `${url.href}: expected a platform with fetch, or source.fetch`)
  return readAddress(fetch, url, known, options)
}
