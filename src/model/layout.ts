import { checkDtype, DTYPES } from './dtypes.ts'
import { ModelFormatError, show } from './error.ts'
import { METADATA } from './format.ts'
import { isObject } from './json-text.ts'
import { checkName } from './record.ts'
import { called, elementCount, isSize } from './tensor.ts'
import type { Dtype, Json } from './types.ts'

/** Where a tensor lies: `count` elements in the bytes `begin … end` of the data section. */
export interface Placed {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly count: number
  readonly begin: number
  readonly end: number
}

/** Every key a tensor entry has, and no other. */
const KEYS = ['data_offsets', 'dtype', 'shape']

/**
 * Reads the tensor entries of a header and checks that they tile the data section of `dataBytes` bytes exactly. Returns
 * them in file order. Throws `bad-name`, `bad-tensor`, `bad-dtype`, `bad-shape`, `bad-offsets`, `overlap`, `gap`,
 * `truncated` or `trailing-bytes`, naming the tensor. Allocates nothing that a size in the file decides.
 */
export function readLayout(entries: { readonly [name: string]: Json }, dataBytes: number): Placed[] {
  const placed = Object.entries(entries)
    .filter(([name]) => name !== METADATA)
    .map(([name, entry]) => readEntry(name, entry))
    .sort((a, b) => a.begin - b.begin || a.end - b.end)
  let at = 0
  let before = 'the data section begins'
  for (const { name, begin, end } of placed) {
    if (begin !== at) {
      throw new ModelFormatError(
        begin < at ? 'overlap' : 'gap',
        `${called(name)}: expected to begin at byte ${at}, where ${before}, got ${begin}`
      )
    }
    if (end > dataBytes) {
      throw new ModelFormatError(
        'truncated',
        `${called(name)}: expected data up to byte ${end}, got ${dataBytes} bytes`
      )
    }
    at = end
    before = `${called(name)} ends`
  }
  if (at < dataBytes) {
    throw new ModelFormatError('trailing-bytes', `data: expected ${at} bytes, got ${dataBytes}`)
  }
  return placed
}

function readEntry(name: string, entry: Json): Placed {
  const what = called(name)
  checkName(name, what)
  if (!isObject(entry) || Object.keys(entry).sort().join() !== KEYS.join()) {
    const got = isObject(entry) ? show(Object.keys(entry)) : show(entry)
    throw new ModelFormatError('bad-tensor', `${what}: expected an object with ${KEYS.join(', ')}, got ${got}`)
  }
  const dtype = checkDtype(entry.dtype, what)
  const count = elementCount(entry.shape, what)
  const offsets = entry.data_offsets
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw new ModelFormatError(
      'bad-offsets',
      `${what}: data_offsets: expected whole numbers [begin, end] up to 2^53 - 1, got ${show(offsets)}`
    )
  }
  const [begin, end] = offsets as number[]
  const size = DTYPES[dtype].bytes
  if (end - begin !== count * size) {
    throw new ModelFormatError(
      'bad-offsets',
      `${what}: data_offsets: expected ${count} × ${size} bytes for ${dtype} ${show(entry.shape)}, got ${end - begin}`
    )
  }
  return { name, dtype, shape: entry.shape as readonly number[], count, begin, end }
}
