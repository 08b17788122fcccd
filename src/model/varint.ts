import { ModelFormatError } from './error.ts'

/** Numbers below 2³² as bytes: seven bits at a time, the lowest first, the top bit set while more follow (LEB128). */
export function packNumbers(numbers: ArrayLike<number>): Uint8Array {
  let size = 0
  for (let i = 0; i < numbers.length; i++) size += bytesOf(numbers[i])
  const out = new Uint8Array(size)
  let at = 0
  for (let i = 0; i < numbers.length; i++) {
    let rest = numbers[i]
    while (rest > 127) {
      out[at++] = (rest & 127) | 128
      rest >>>= 7
    }
    out[at++] = rest
  }
  return out
}

function bytesOf(number: number): number {
  return Math.max(1, Math.ceil((32 - Math.clz32(number)) / 7))
}

/**
 * The numbers in `bytes`. With `count`, exactly so many. Throws ModelFormatError naming `name` on a number cut short, one
 * of more than 32 bits, or another count.
 */
export function unpackNumbers(bytes: Uint8Array, name: string, count?: number): Uint32Array {
  let found = 0
  for (let i = 0; i < bytes.length; i++) if (bytes[i] < 128) found++
  if (count !== undefined && found !== count) {
    throw new ModelFormatError('bad-field', `${name}: expected ${count} numbers, got ${found}`)
  }
  if (bytes.length > 0 && bytes[bytes.length - 1] >= 128) {
    throw new ModelFormatError('bad-field', `${name}: expected whole numbers, got one cut short at the end`)
  }
  const out = new Uint32Array(found)
  let at = 0
  for (let i = 0; i < found; i++) {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      value += (byte & 127) * 2 ** shift
      if (shift > 28 || value > 0xffffffff) {
        throw new ModelFormatError(
          'bad-field',
          `${name}: expected numbers of 32 bits, got a longer one at position ${i}`
        )
      }
      if (byte < 128) break
    }
    out[i] = value
  }
  return out
}

/** Ascending numbers, each once, as their first and the gaps less one between neighbours. */
export function packAscending(numbers: Uint32Array): Uint8Array {
  return packNumbers(numbers.map((value, i) => (i === 0 ? value : value - numbers[i - 1] - 1)))
}

/** The ascending numbers in `bytes`, all below `limit`. Throws ModelFormatError naming `name` otherwise. */
export function unpackAscending(bytes: Uint8Array, name: string, limit: number): Uint32Array {
  const out = unpackNumbers(bytes, name)
  undoGaps(out, 0, out.length, name, limit)
  return out
}

/** Turns gaps into numbers in `values[start, end)`. */
export function undoGaps(values: Uint32Array, start: number, end: number, name: string, limit: number): void {
  let last = -1
  for (let i = start; i < end; i++) {
    last += values[i] + 1
    if (last >= limit) {
      throw new ModelFormatError('bad-field', `${name}: expected numbers below ${limit}, got ${last} at position ${i}`)
    }
    values[i] = last
  }
}
