import { isRaised } from './stop-flag.ts'

/** A signal in the worker, and what aborts it. */
export interface Stop {
  readonly signal: AbortSignal
  stop(): void
}

/**
 * A full AbortSignal, as reading files and addresses needs one, that is aborted by a message or, while training lets no message through, by a
 * flag in shared memory.
 */
export function stopOf(flag: Int32Array | undefined): Stop {
  const controller = new AbortController()
  const { signal } = controller
  let stopped = false
  Object.defineProperty(signal, 'aborted', { get: () => stopped || isRaised(flag) })
  return {
    signal,
    stop() {
      stopped = true
      controller.abort()
    }
  }
}
