import { checkDtype, DTYPES } from './dtypes.ts'
import { ModelFormatError, show } from './error.ts'
import type { ArrayOf, Dtype, ModelRecord, Tensor, TensorOf } from './types.ts'

/** How messages name a tensor. */
export function called(name: string): string {
  return `tensor ${show(name)}`
}

/**
 * A checked tensor over `data`, which is kept, not copied. `data` is row-major with as many elements as the product of
 * `shape`, in the array class of `dtype`. Throws ModelFormatError: `bad-dtype`, `bad-shape`, `bad-data`.
 */
export function tensor<D extends Dtype>(dtype: D, shape: readonly number[], data: ArrayOf[D]): TensorOf<D> {
  const made = { dtype, shape: [...shape], data }
  checkTensor(made as unknown as Tensor, 'tensor')
  return made
}

/** Checks the three fields of a tensor against each other. Throws `bad-tensor`, `bad-dtype`, `bad-shape`, `bad-data`. */
export function checkTensor(value: Tensor, what: string): void {
  if (typeof value !== 'object' || value === null) {
    throw new ModelFormatError('bad-tensor', `${what}: expected { dtype, shape, data }, got ${show(value)}`)
  }
  const { array, tag } = DTYPES[checkDtype(value.dtype, what)]
  const count = elementCount(value.shape, what)
  const data: unknown = value.data
  const got = ArrayBuffer.isView(data) ? (data as Partial<Uint8Array>)[Symbol.toStringTag] : show(data)
  if (got !== tag) {
    throw new ModelFormatError('bad-data', `${what}: data: expected ${array.name} for ${value.dtype}, got ${got}`)
  }
  checkLength(value.shape, count, value.data.length, what)
}

/** Throws `bad-data` where a tensor of `count` elements comes with another number of them. */
export function checkLength(shape: readonly number[], count: number, got: number, what: string): void {
  if (got === count) return
  throw new ModelFormatError(
    'bad-data',
    `${what}: data: expected ${count} numbers for shape ${show(shape)}, got ${got}`
  )
}

/** Is it a whole number from 0 to 2⁵³ − 1? JSON's `-0` is not. */
export function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0)
}

/**
 * Number of elements of a shape. Throws `bad-shape` where it is not an array of whole numbers, or where the product of its
 * non-zero lengths passes 2⁵³ − 1, beyond which counts and offsets are no longer exact.
 */
export function elementCount(shape: unknown, what: string): number {
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    throw new ModelFormatError(
      'bad-shape',
      `${what}: shape: expected an array of whole numbers up to 2^53 - 1, got ${show(shape)}`
    )
  }
  let product = 1
  let empty = false
  for (const length of shape as number[]) {
    if (length === 0) empty = true
    else product *= length
    if (!Number.isSafeInteger(product)) {
      throw new ModelFormatError('bad-shape', `${what}: shape: expected at most 2^53 - 1 elements, got ${show(shape)}`)
    }
  }
  return empty ? 0 : product
}

/**
 * The tensor `name` of a record, when it has the element type and shape a reader relies on. In `shape`, `null` stands for
 * any length; without `shape` any shape will do. Throws ModelFormatError naming the tensor, what was expected and what
 * came: `missing-tensor`, `bad-dtype`, `bad-shape`.
 */
export function tensorOf<D extends Dtype>(
  record: ModelRecord,
  name: string,
  dtype: D,
  shape?: readonly (number | null)[]
): TensorOf<D> {
  const what = called(name)
  const found = record.tensors.get(name)
  if (found === undefined) {
    throw new ModelFormatError(
      'missing-tensor',
      `${what}: expected ${dtype} in ${show(record.kind)}, got no such tensor`
    )
  }
  if (found.dtype !== dtype) {
    throw new ModelFormatError('bad-dtype', `${what}: dtype: expected ${dtype}, got ${found.dtype}`)
  }
  if (shape && (shape.length !== found.shape.length || shape.some((n, i) => n !== null && n !== found.shape[i]))) {
    const wanted = shape.map(n => n ?? 'any').join(', ')
    throw new ModelFormatError('bad-shape', `${what}: shape: expected [${wanted}], got ${show(found.shape)}`)
  }
  return found as TensorOf<D>
}
