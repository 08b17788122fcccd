import { HubError } from './error.ts'
import { MAX_MODEL_BYTES } from './manifest.ts'

/** What is known of a file before it is read. */
export interface Known {
  /** Its length. Default: any, up to `most`. */
  readonly bytes?: number | undefined
  /** Bytes at most. Default `MAX_MODEL_BYTES`. */
  readonly most?: number
  /** Whether a hash will be checked, so that it does not matter which server answers. Default false. */
  readonly hashed?: boolean
}

/**
 * Throws `wrong-size` or `too-large` where so many bytes cannot be right.
 *
 * @param end whether they are all: before the end, fewer than stated are right
 */
export function checkLength(
  length: number,
  { bytes, most = MAX_MODEL_BYTES }: Known,
  where: string,
  end: boolean
): void {
  if (bytes !== undefined && (end ? length !== bytes : length > bytes)) {
    throw new HubError('wrong-size', `${where}: expected ${bytes} bytes, got ${length > bytes ? 'more' : length}`)
  }
  if (length > most) throw new HubError('too-large', `${where}: expected at most ${most} bytes, got more`)
}
