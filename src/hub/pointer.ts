import { decodeUtf8 } from '../model/index.ts'
import { download } from './download.ts'
import { HubError } from './error.ts'
import type { TransferOptions } from './options.ts'
import { type ParsedUrl, parseUrl } from './platform.ts'

/** A file as a Git LFS pointer stands for it: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
interface Pointer {
  readonly bytes: number
  readonly sha256: string
}

/** Where repositories of the Hugging Face kind give a file, `OWNER/NAME/resolve/REVISION/PATH`. */
const RESOLVED = /^(\w+:\/\/[^/]+(?:\/[\w.-]+){2,3})\/resolve\/([^/]+\/.+)$/

const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n/

/** Bytes of a pointer, at most. */
const LONGEST = 1024

/**
 * What a repository of the Hugging Face kind says of a file that it keeps elsewhere: large files are answered by other servers, and
 * under `raw` in place of `resolve` it gives their length and SHA-256 itself. Undefined for every other address and file.
 */
export async function pointerOf(url: ParsedUrl, { signal, fetch }: TransferOptions): Promise<Pointer | undefined> {
  const parts = RESOLVED.exec(url.href)
  const raw = parts ? parseUrl(`${parts[1]}/raw/${parts[2]}`) : undefined
  if (!raw) return undefined
  try {
    const bytes = await download(raw, { most: LONGEST }, { signal, fetch })
    const found = POINTER.exec(decodeUtf8(bytes, raw.href, 'keep'))
    return found ? { bytes: Number(found[2]), sha256: found[1] } : undefined
  } catch (error) {
    signal?.throwIfAborted()
    // Not such a repository, or a file kept in it; reading the file itself will tell.
    if (error instanceof Error && (error instanceof HubError || error.name === 'ModelFormatError')) return undefined
    throw error
  }
}
