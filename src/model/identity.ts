import { ModelFormatError, show } from './error.ts'
import { FORMAT } from './format.ts'

/** What a reader is prepared to read. */
export interface Expected {
  /** The kind, or the kinds, wanted. Default: any. */
  readonly kind?: string | readonly string[] | undefined
  /** The newest version of the kind that the reader knows. Default: any. */
  readonly maxVersion?: number | undefined
}

/** Throws TypeError or RangeError where a caller's options are not what they should be. `known` are the allowed keys. */
export function checkOptions(options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new TypeError(`${key}: expected one of ${known.join(', ')}, got an unknown option`)
  }
  const { kind, maxVersion } = options as Expected
  if (kind !== undefined && ![kind].flat().every(k => typeof k === 'string')) {
    throw new TypeError(`kind: expected a string or an array of strings, got ${show(kind)}`)
  }
  if (maxVersion !== undefined && !(typeof maxVersion === 'number' && maxVersion >= 1)) {
    throw new RangeError(`maxVersion: expected a number from 1 up, got ${show(maxVersion)}`)
  }
}

/** Throws `not-waymark` unless `format` is ours. */
export function checkFormat(format: unknown, what: string): void {
  if (format === FORMAT) return
  throw new ModelFormatError('not-waymark', `${what}: expected ${show(FORMAT)}, got ${show(format)}`)
}

/** `kind` as a name. Throws `bad-metadata`: not a string, or empty. */
export function checkKind(kind: unknown): string {
  if (typeof kind === 'string' && kind !== '') return kind
  throw new ModelFormatError('bad-metadata', `kind: expected a name, got ${show(kind)}`)
}

/** `version` as a number. Throws `bad-metadata`: not a whole number from 1 up. */
export function checkVersion(version: unknown): number {
  if (Number.isSafeInteger(version) && (version as number) >= 1) return version as number
  throw new ModelFormatError('bad-metadata', `version: expected a whole number from 1 up, got ${show(version)}`)
}

/** Throws `wrong-kind` or `newer-version` where the file is sound but not for this reader. */
export function checkExpected(kind: string, version: number, expected: Expected): void {
  if (expected.kind !== undefined) {
    const wanted = [expected.kind].flat()
    if (!wanted.includes(kind)) {
      throw new ModelFormatError('wrong-kind', `kind: expected ${wanted.map(show).join(' or ')}, got ${show(kind)}`)
    }
  }
  const newest = expected.maxVersion ?? Number.POSITIVE_INFINITY
  if (version > newest) {
    throw new ModelFormatError(
      'newer-version',
      `version of ${show(kind)}: expected at most ${newest}, got ${version}: written by a newer release`
    )
  }
}
