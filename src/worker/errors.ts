import { transferHandlers } from 'comlink'
import { HubError } from '../hub/index.ts'
import { NotPositiveDefiniteError } from '../math/index.ts'
import { ModelFormatError } from '../model/index.ts'

/** Why there is no worker. */
export type WorkerClosedCode =
  /** `close` was called. */
  | 'closed'
  /** Its program ended, or threw where nobody could catch it: out of memory, for one. */
  | 'crashed'
  /** Its program could not be read or run: a wrong address, a policy that forbids it, or no workers here. */
  | 'unavailable'

/** The worker is gone, and with it all models in it: what waits for an answer gets none, and neither does a later call. */
export class WorkerClosedError extends Error {
  override readonly name = 'WorkerClosedError'
  readonly code: WorkerClosedCode

  constructor(code: WorkerClosedCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** Classes that an error keeps, the narrower before the wider. */
const CLASSES = {
  HubError,
  ModelFormatError,
  NotPositiveDefiniteError,
  RangeError,
  TypeError,
  SyntaxError,
  Error
}

/** What an error is sent as. */
type SentError =
  | {
      readonly kind: keyof typeof CLASSES
      readonly message: string
      readonly stack: string | undefined
      readonly own: object
      readonly cause: SentError | undefined
    }
  | { readonly kind: 'DOMException'; readonly message: string; readonly name: string }
  | { readonly kind: 'value'; readonly value: unknown }

/** An error in a form that can be cloned; its own fields where they are strings, numbers or truth values. */
export function sentError(error: unknown): SentError {
  if (typeof DOMException !== 'undefined' && error instanceof DOMException) {
    return { kind: 'DOMException', message: error.message, name: error.name }
  }
  if (!(error instanceof Error)) return { kind: 'value', value: isPlain(error) ? error : String(error) }
  const kind = (Object.keys(CLASSES) as (keyof typeof CLASSES)[]).find(name => error instanceof CLASSES[name])
  return {
    kind: kind ?? 'Error',
    message: error.message,
    stack: error.stack,
    own: Object.fromEntries(Object.entries(error).filter(([, value]) => isPlain(value))),
    cause: error.cause instanceof Error ? sentError(error.cause) : undefined
  }
}

/** The error that was sent: of the same class, with the same message and fields. Its stack is the one it had. */
export function receivedError(sent: SentError): unknown {
  if (sent.kind === 'value') return sent.value
  if (sent.kind === 'DOMException') return new DOMException(sent.message, sent.name)
  const { kind, message, stack, own, cause } = sent
  const error = cause === undefined ? new Error(message) : new Error(message, { cause: receivedError(cause) })
  // Not by its constructor, which may take something else than a message.
  Object.setPrototypeOf(error, CLASSES[kind].prototype)
  if (stack !== undefined) Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
  return Object.assign(error, own)
}

function isPlain(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')
}

let kept = false

/** Makes errors keep their classes on the way, both ways. Comlink alone would make each an `Error`. */
export function keepErrorClasses(): void {
  const usual = transferHandlers.get('throw')
  if (usual === undefined || kept) return
  kept = true
  transferHandlers.set('throw', {
    canHandle: (value): value is unknown => usual.canHandle(value),
    serialize: thrown => [sentError((thrown as { readonly value: unknown }).value), []],
    deserialize(sent) {
      throw receivedError(sent as SentError)
    }
  })
}

/** What the platform says of values that cannot be sent, as the kit says such things. */
export function sendable(name: string, error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'DataCloneError') return error
  // In the page a stream is given to the function of lists.
  const asked = name.replace('OnStream', '')
  return new TypeError(`${asked}: expected what can be sent to a worker, got something else: ${error.message}`, {
    cause: error
  })
}
