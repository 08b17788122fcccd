/**
 * Bytes under names. A store of one's own is any object with these four; `saveTo` and `loadFrom` check what goes through.
 * Failures are `StorageError`s, or become ones.
 */
export interface Store {
  /** What was last written under a name; undefined where nothing was. */
  read(name: string): Promise<Uint8Array | undefined>
  /**
   * Stores at least one byte under a name. Either all of it is there afterwards, or what was there before; of two writers at
   * once the last wins, whole. The bytes are taken as they are when this is called.
   */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Forgets a name; one that is not there, too. */
  remove(name: string): Promise<void>
  /** All names, by UTF-16 code unit. */
  names(): Promise<readonly string[]>
}

/** Whether a value is a Uint8Array, also one of another realm. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]'
}

/** A copy, so that nobody can change what is stored while it is on its way. Throws TypeError unless there is a byte at least. */
export function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  // A file without bytes is what a write leaves that was cut at its beginning.
  if (!isBytes(bytes) || bytes.length === 0) {
    throw new TypeError(
      `bytes: expected a Uint8Array of at least one byte, got ${isBytes(bytes) ? 'none' : typeof bytes}`
    )
  }
  return new Uint8Array(bytes)
}

/** A text option. Throws TypeError on options that are no object, on others than this one, and on values that are no text. */
export function textOption(options: object, key: string, otherwise: string): string {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`options: expected an object, got ${options}`)
  for (const given of Object.keys(options)) {
    if (given !== key) throw new TypeError(`${given}: unknown option; expected ${key}`)
  }
  const value = (options as Readonly<Record<string, unknown>>)[key] ?? otherwise
  if (typeof value === 'string' && value !== '') return value
  throw new TypeError(`${key}: expected a text, got ${value === '' ? 'an empty one' : typeof value}`)
}
