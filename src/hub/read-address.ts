import { HubError, show } from './error.ts'
import { checkLength, type Known } from './length.ts'
import type { TransferOptions } from './options.ts'
import { type Fetch, type ParsedUrl, parseUrl, type ResponseLike } from './platform.ts'

/** The bytes that a server gives for an address. Throws as `download` does. */
export async function readAddress(
  fetch: Fetch,
  url: ParsedUrl,
  known: Known,
  { signal, onProgress }: TransferOptions
): Promise<Uint8Array> {
  const trying = tryingTo(url, signal)
  const response = await trying(async () => fetch(url.href, signal ? { signal } : {}))
  const reader = response.body?.getReader()
  let ended = false
  try {
    const refused = refusal(url, response, known)
    if (refused) throw refused
    const total = known.bytes ?? statedLength(response)
    if (total !== undefined) checkLength(total, known, url.href, true)
    const pieces: Uint8Array[] = []
    let loaded = 0
    while (!ended) {
      // React Native has no streams.
      const { done, value } = await trying(() => (reader ? reader.read() : whole(response)))
      ended = done
      signal?.throwIfAborted()
      if (!value) continue
      loaded += value.length
      checkLength(loaded, known, url.href, false)
      pieces.push(value)
      onProgress?.(loaded, total)
    }
    checkLength(loaded, known, url.href, true)
    return joined(pieces, loaded)
  } finally {
    // Of a stream that broke, cancelling would say again why.
    if (!ended) await reader?.cancel().catch(() => {})
  }
}

async function whole(response: ResponseLike): Promise<{ done: boolean; value: Uint8Array }> {
  return { done: true, value: new Uint8Array(await response.arrayBuffer()) }
}

/** Makes a failure of the platform the reason of an abort, or `unreachable`. */
function tryingTo(url: ParsedUrl, signal: TransferOptions['signal']) {
  return async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      signal?.throwIfAborted()
      const message = error instanceof Error ? error.message : String(error)
      // Node says "fetch failed" alone, and why in the cause.
      const why = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
      throw new HubError('unreachable', `${url.href}: ${message}${why}`, { cause: error })
    }
  }
}

/** Why an answer is not to be read, if so. */
function refusal(url: ParsedUrl, response: ResponseLike, { hashed }: Known): HubError | undefined {
  const { ok, status, redirected } = response
  if (!ok) {
    const missing = status === 404 || status === 410
    return new HubError(missing ? 'not-found' : 'unreachable', `${url.href}: the server answered ${status}`)
  }
  const from = redirected ? parseUrl(response.url) : undefined
  if (from && from.protocol !== url.protocol && from.protocol !== 'https:') {
    return new HubError('redirected', `${url.href}: expected an answer by ${url.protocol}, got ${show(from.protocol)}`)
  }
  if (from && from.host !== url.host && !hashed) {
    return new HubError(
      'redirected',
      `${url.href}: expected an answer from there, got one from ${show(from.host)}; with a sha256 another server may answer`
    )
  }
  // A server of a page with routes of its own answers every path with the page.
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    return new HubError('not-found', `${url.href}: expected a file, got a web page`)
  }
  return undefined
}

/** The length a server states, unless it is that of something packed. */
function statedLength({ headers }: ResponseLike): number | undefined {
  const stated = headers.get('content-encoding') === null ? headers.get('content-length') : null
  return stated !== null && /^\d{1,15}$/.test(stated) ? Number(stated) : undefined
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
