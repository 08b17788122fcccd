/** What was wrong, for programs. The message says the same for people. */
export type ModelFormatCode =
  /** The file ends before what its header announces. */
  | 'truncated'
  /** The header is longer than the limit. */
  | 'header-too-large'
  /** The header is not one JSON object. */
  | 'header-not-json'
  /** Bytes that should be UTF-8 are not. */
  | 'bad-utf8'
  /** JSON nested deeper than `MAX_DEPTH`. */
  | 'too-deep'
  /** One JSON object has the same key twice. */
  | 'duplicate-name'
  /** A tensor name is reserved, or holds half of a surrogate pair. */
  | 'bad-name'
  /** A tensor entry is not an object with exactly the expected keys. */
  | 'bad-tensor'
  | 'bad-dtype'
  | 'bad-shape'
  /** Offsets that are no byte range, or a range of the wrong size for the tensor. */
  | 'bad-offsets'
  /** Two tensors share bytes. */
  | 'overlap'
  /** Bytes between two tensors belong to none. */
  | 'gap'
  /** Bytes after the last tensor. */
  | 'trailing-bytes'
  /** A sound file of something else. */
  | 'not-waymark'
  /** `__metadata__` is not a map of strings, or kind or version is malformed. */
  | 'bad-metadata'
  /** The config is not a JSON object of finite numbers. */
  | 'bad-config'
  | 'wrong-kind'
  | 'newer-version'
  /** The text of the JSON form is not one JSON object with the expected keys. */
  | 'not-json'
  /** `data` is the wrong kind of array, or of another length than its shape says. */
  | 'bad-data'
  /** One number of the JSON form does not fit its element type. */
  | 'bad-value'
  | 'missing-tensor'
  /** A list of strings whose offsets do not cut its bytes. */
  | 'bad-strings'
  /** A config field is missing, of another type, or out of range. */
  | 'bad-field'

/** A model file, JSON form or record that is not what it claims to be. */
export class ModelFormatError extends Error {
  override readonly name = 'ModelFormatError'
  readonly code: ModelFormatCode

  constructor(code: ModelFormatCode, message: string) {
    super(message)
    this.code = code
  }
}

const LONGEST_QUOTE = 40

/**
 * A short description of any value, for the "got" half of a message. Never longer than a line, whatever a file holds,
 * and never calls into the value.
 */
export function show(value: unknown): string {
  if (typeof value === 'string') {
    const cut = value.length > LONGEST_QUOTE
    return cut
      ? `${JSON.stringify(value.slice(0, LONGEST_QUOTE))}… (${value.length} characters)`
      : JSON.stringify(value)
  }
  if (Object.is(value, -0)) return '-0'
  if (Array.isArray(value)) return showArray(value)
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'bigint') return `${value}n`
  return typeof value === 'function' ? 'a function' : String(value)
}

function showArray(value: readonly unknown[]): string {
  if (value.length > 8 || value.some(item => typeof item === 'object' && item !== null)) {
    return `an array of ${value.length}`
  }
  return `[${value.map(show).join(', ')}]`
}
