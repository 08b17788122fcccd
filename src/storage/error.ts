/** What was wrong, for programs. The message says the same for people. */
export type StorageErrorCode =
  /** No room is left: the quota of the origin, or the disk. What was there before still is. */
  | 'quota'
  /** The storage is not there or does not answer: a private window, an opaque origin, settings, permissions, another platform. */
  | 'unavailable'
  /** Nothing is stored under that name. */
  | 'missing'
  /** What is stored there is no record of `saveTo`. */
  | 'foreign'
  /** A record that was cut or changed. */
  | 'broken'
  /** No name that every store can take. */
  | 'name'

/** A model that could not be stored, or not be had back. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** DOMExceptions by name, and errors of Node by code, that mean there is no room. */
const FULL = /^(QuotaExceededError|ENOSPC|EDQUOT|EFBIG)$/

/** An error of the platform as one of ours; one of ours as it is. `what` begins the message. */
export function storageError(error: unknown, what: string): StorageError {
  if (error instanceof StorageError) return error
  const { name, code, message } = (error ?? {}) as Partial<Record<'name' | 'code' | 'message', unknown>>
  const full = [name, code].some(one => FULL.test(String(one)))
  const why = `${what}: expected ${full ? 'room for the record' : 'storage that answers'}, got ${message || name || error}`
  return new StorageError(full ? 'quota' : 'unavailable', why, { cause: error })
}

/** What `work` gives. Whatever it throws is a StorageError. */
export async function guarded<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storageError(error, what)
  }
}
