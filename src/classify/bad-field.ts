import { ModelFormatError, type ModelRecord, tensorOf } from '../model/index.ts'

/** The error for a part of a file that contradicts the others or is out of range. */
export function bad(message: string): ModelFormatError {
  return new ModelFormatError('bad-field', message)
}

/** Beyond this no number of a model is meant; a sum of products of such numbers is still finite. */
const HUGE = 1e30

/** A tensor of 64-bit floats in a range, default any that a model may hold. Throws ModelFormatError naming the number. */
export function numbersOf(
  record: ModelRecord,
  name: string,
  shape: readonly number[],
  min = -HUGE,
  max = HUGE
): Float64Array {
  const { data } = tensorOf(record, name, 'F64', shape)
  data.forEach((x, i) => {
    if (!(x >= min && x <= max)) throw bad(`${name}[${i}]: expected a number from ${min} to ${max}, got ${x}`)
  })
  return data
}
