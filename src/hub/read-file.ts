import { HubError } from './error.ts'
import { checkLength, type Known } from './length.ts'
import type { TransferOptions } from './options.ts'
import type { NodeFiles, ParsedUrl } from './platform.ts'

/** The bytes of a file of this machine. Throws as `download` does. */
export async function readFile(
  files: NodeFiles,
  url: ParsedUrl,
  known: Known,
  { signal, onProgress }: TransferOptions
): Promise<Uint8Array> {
  try {
    const found = await files.stat(url)
    // A device or a pipe has no length to check, and may never end.
    if (!found.isFile()) throw new HubError('not-found', `${url.href}: expected a file, got something else`)
    checkLength(found.size, known, url.href, true)
    const { buffer, byteOffset, length } = await files.readFile(url, { signal })
    checkLength(length, known, url.href, true)
    onProgress?.(length, length)
    return new Uint8Array(buffer, byteOffset, length)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof HubError || !(error instanceof Error)) throw error
    const missing = 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    const why = missing ? 'no such file' : error.message
    throw new HubError(missing ? 'not-found' : 'unreachable', `${url.href}: ${why}`, { cause: error })
  }
}
