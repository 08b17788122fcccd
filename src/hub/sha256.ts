import { HubError } from './error.ts'
import { sha256Digest } from './platform.ts'

/** Throws `no-crypto` where a SHA-256 could not be checked: better before a download than behind it. */
export function expectDigest(where: string): (data: Uint8Array) => Promise<ArrayBuffer> {
  const digest = sha256Digest()
  if (digest) return digest
  throw new HubError(
    'no-crypto',
    `${where}: expected crypto.subtle to check its SHA-256; pages have it on https: and localhost`
  )
}

/** Throws `wrong-hash` unless the bytes have this SHA-256, in lower-case hexadecimal; `no-crypto` as `expectDigest` does. */
export async function checkHash(bytes: Uint8Array, sha256: string, where: string): Promise<void> {
  const digest = new Uint8Array(await expectDigest(where)(bytes))
  const got = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
  if (got !== sha256) throw new HubError('wrong-hash', `${where}: expected SHA-256 ${sha256}, got ${got}`)
}
