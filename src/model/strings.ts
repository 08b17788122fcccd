import { ModelFormatError, show } from './error.ts'
import { called, tensorOf } from './tensor.ts'
import type { ModelRecord, TensorOf } from './types.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** A list of n strings as two tensors: their bytes end to end, and where each begins and the last ends. */
export interface StringTensors {
  /** (bytes) UTF-8; a lone surrogate as its three bytes (WTF-8), so that any string comes back as it was. */
  readonly bytes: TensorOf<'U8'>
  /** (n + 1) ascending from 0 */
  readonly offsets: TensorOf<'U32'>
}

const MAX_OFFSET = 0xffffffff

/** Packs a list of strings into tensors. Throws `bad-strings` on anything else, and past 4 GiB of text. */
export function stringsToTensor(strings: readonly string[]): StringTensors {
  const pieces = Array.from(strings, (text: unknown, i) => {
    if (typeof text === 'string') return encodeUtf8(text)
    throw new ModelFormatError('bad-strings', `strings[${i}]: expected a string, got ${show(text)}`)
  })
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0)
  if (total > MAX_OFFSET) {
    throw new ModelFormatError('bad-strings', `strings: expected at most ${MAX_OFFSET} bytes of text, got ${total}`)
  }
  const bytes = new Uint8Array(total)
  const offsets = new Uint32Array(pieces.length + 1)
  pieces.forEach((piece, i) => {
    bytes.set(piece, offsets[i])
    offsets[i + 1] = offsets[i] + piece.length
  })
  return {
    bytes: { dtype: 'U8', shape: [total], data: bytes },
    offsets: { dtype: 'U32', shape: [offsets.length], data: offsets }
  }
}

/**
 * Unpacks what `stringsToTensor` packed. `what` names the list in messages. Throws `bad-strings` where the offsets do not
 * cut the bytes into pieces, and `bad-utf8` where a piece is not text.
 */
export function tensorToStrings({ bytes, offsets }: StringTensors, what = 'strings'): string[] {
  const at = offsets.data
  const n = at.length - 1
  if (n < 0 || at[0] !== 0 || at[n] !== bytes.data.length) {
    throw new ModelFormatError(
      'bad-strings',
      `${what}: offsets: expected 0 … ${bytes.data.length}, the length of the bytes, got ${show(at[0])} … ${show(at[n])}`
    )
  }
  // All of them before any text is made: a large offset followed by a small one must not slice the wrong bytes.
  for (let i = 0; i < n; i++) {
    if (at[i + 1] < at[i]) {
      throw new ModelFormatError(
        'bad-strings',
        `${what}: offsets[${i + 1}]: expected at least ${at[i]}, got ${at[i + 1]}`
      )
    }
  }
  const strings: string[] = []
  for (let i = 0; i < n; i++) {
    strings.push(decodeUtf8(bytes.data.subarray(at[i], at[i + 1]), `${what}[${i}]`, 'keep'))
  }
  return strings
}

/** The two named tensors of a list of strings, to spread into a record's Map: `name.bytes` and `name.offsets`. */
export function stringEntries(
  name: string,
  strings: readonly string[]
): [[string, TensorOf<'U8'>], [string, TensorOf<'U32'>]] {
  const { bytes, offsets } = stringsToTensor(strings)
  return [
    [`${name}.bytes`, bytes],
    [`${name}.offsets`, offsets]
  ]
}

/**
 * The list of strings that `stringEntries` put into a record, of `count` strings where that is given. Throws
 * ModelFormatError: `missing-tensor`, `bad-dtype`, `bad-shape`, `bad-strings`, `bad-utf8`.
 */
export function stringsOf(record: ModelRecord, name: string, count?: number): string[] {
  const bytes = tensorOf(record, `${name}.bytes`, 'U8', [null])
  const offsets = tensorOf(record, `${name}.offsets`, 'U32', [count === undefined ? null : count + 1])
  return tensorToStrings({ bytes, offsets }, called(name))
}
