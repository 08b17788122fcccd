import { enterCompiled, leaveRoom } from './engine.ts'
import { plainExp } from './plain-exp.ts'

/** Numbers that are moved to the kernels at a time, which stay in cache. */
const CHUNK = 2 ** 14

/** Multiplications that a number takes as long as. */
const WORK = 16

/**
 * e^x in place of every number x of an array, which is returned: within a unit in the last place, and the same bits on every machine, which `Math.exp`
 * does not promise.
 */
export function expInPlace(numbers: Float64Array): Float64Array {
  const n = numbers.length
  const size = Math.min(CHUNK, n + (n % 2))
  const room = enterCompiled(n * WORK, size * 8, `${size} numbers`)
  if (room === undefined) return plainExp(numbers)
  for (let from = 0; from < n; from += CHUNK) {
    const part = numbers.subarray(from, from + CHUNK)
    room.f64.set(part)
    room.kernels.exp64(0, part.length + (part.length % 2))
    part.set(room.f64.subarray(0, part.length))
  }
  leaveRoom(room)
  return numbers
}
