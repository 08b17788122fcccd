/** What was wrong, for programs. The message says the same for people. */
export type HubErrorCode =
  /** The manifest is longer than `MAX_MANIFEST_BYTES`. */
  | 'manifest-too-large'
  /** The manifest is not one JSON text in UTF-8, or it nests too deep, or an object has a key twice. */
  | 'bad-json'
  /** Sound JSON of something else. */
  | 'not-a-hub'
  /** The manifest was written by a newer release. */
  | 'newer-version'
  /** A field is missing, of another type, or malformed in a way that has no code of its own. */
  | 'bad-field'
  /** A model name that could be no plain folder name everywhere. */
  | 'bad-name'
  /** Two models have one name. */
  | 'duplicate-name'
  /** A path that could lead out of the hub, or to a file of another kind. */
  | 'bad-path'
  /** A size that is no whole number of bytes from 1 to `MAX_MODEL_BYTES`. */
  | 'bad-size'
  /** A SHA-256 that is not 64 lower-case hexadecimal digits. */
  | 'bad-hash'
  /** An address that cannot be read: malformed, with a password in it, or a hub with a query. */
  | 'bad-url'
  /** No model of that name is there; the message lists those that are. */
  | 'unknown-model'
  /** The model is of another kind than was asked for. */
  | 'wrong-kind'
  /** Nothing is there, or a web page in its place. */
  | 'not-found'
  /** The network, the server or the disk failed. */
  | 'unreachable'
  /** Another server answered, with nothing to check the answer by. */
  | 'redirected'
  /** The model is longer than `MAX_MODEL_BYTES`, where its size was not stated. */
  | 'too-large'
  /** More or fewer bytes than stated. */
  | 'wrong-size'
  /** Other bytes than the SHA-256 stands for. */
  | 'wrong-hash'
  /** A SHA-256 has to be checked and the platform cannot. */
  | 'no-crypto'

/** A hub, a manifest or a download that is not what it should be. */
export class HubError extends Error {
  override readonly name = 'HubError'
  readonly code: HubErrorCode

  constructor(code: HubErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

const LONGEST_QUOTE = 60

/** What JSON leaves as it is and a terminal obeys: more control characters, and marks that turn the reading direction. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A short description of any value, for the "got" half of a message. Never longer than a line, whatever a file holds. */
export function show(value: unknown): string {
  if (typeof value === 'string') {
    const quoted = JSON.stringify(value.slice(0, LONGEST_QUOTE)).replace(UNSAFE, escaped)
    return value.length > LONGEST_QUOTE ? `${quoted}… (${value.length} characters)` : quoted
  }
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'function' ? 'a function' : String(value)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
