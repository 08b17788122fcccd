/** A file of a model. */
export type Bytes = Uint8Array<ArrayBuffer> | ArrayBuffer

export function isBytes(value: unknown): value is Bytes {
  return value instanceof Uint8Array || value instanceof ArrayBuffer
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && !ArrayBuffer.isView(value)
}

export function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

export function isStemmer(value: unknown): value is { readonly name: string } {
  if (!isOptions(value)) return false
  return typeof value.name === 'string' && typeof value.stem === 'function'
}

export function expectSignal(value: unknown): AbortSignal {
  const signal = value as Partial<AbortSignal> | null
  const hears = typeof signal?.addEventListener === 'function' && typeof signal.removeEventListener === 'function'
  if (!hears || typeof signal.aborted !== 'boolean') {
    throw new TypeError(`options.signal: expected an AbortSignal, got ${value === null ? 'null' : typeof value}`)
  }
  return value as AbortSignal
}

/** An address as the page means it. What is none stays, for the loader to say so. */
export function fromPage(value: unknown): unknown {
  const text = typeof value === 'object' && value !== null && 'href' in value ? value.href : value
  if (typeof text !== 'string') return text
  try {
    return new URL(text, globalThis.document?.baseURI ?? globalThis.location?.href).href
  } catch {
    return text
  }
}
