/** What training needs of an `AbortSignal`, of which any is one: src knows nothing of the types of a page or of Node. */
export interface StopSignal {
  /** Read between blocks of rows or steps of a solver. */
  readonly aborted: boolean
  /** What is thrown. An Error of the name `AbortError` where it is undefined. */
  readonly reason?: unknown
}

/** Throws the reason of a signal that is aborted, or an Error of the name `AbortError` where it gives none. */
export function throwIfAborted(signal: StopSignal | undefined): void {
  if (signal === undefined || !signal.aborted) return
  if (signal.reason !== undefined) throw signal.reason
  const error = new Error('signal: expected to go on, got aborted')
  error.name = 'AbortError'
  throw error
}

/** Throws TypeError unless `signal` is undefined or has the flag of an `AbortSignal`; `where` begins the message. */
export function checkSignal(signal: StopSignal | undefined, where = 'signal'): void {
  if (signal === undefined) return
  if (typeof signal !== 'object' || signal === null || typeof signal.aborted !== 'boolean') {
    throw new TypeError(`${where}: expected an AbortSignal, got ${signal === null ? 'null' : typeof signal}`)
  }
}
