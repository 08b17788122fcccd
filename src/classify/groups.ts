import type { Sparse } from '../math/index.ts'

/** A stretch of neighbours has at least so many rows of a class. */
const LEAST_STRETCH = 256

/**
 * Deals rows into groups that are left out together, so that what remains keeps the shares of the classes: in a small
 * balanced set, leaving out one row alone would make its own class the rarest, and its score too low. Rows with the same
 * features go to the same group, or a copy left behind would give the answer away.
 *
 * @param classes (n) the class of each row, or any key of its labels
 * @param blocks features of the rows
 * @param count groups wanted; fewer come back where there are fewer different rows
 * @param order (n) the order in which rows are dealt, neighbours to the same group
 * @param stretches of how many stretches of neighbours a group is made, where classes are large enough; of one by default
 */
export function dealGroups(
  classes: readonly string[],
  blocks: readonly Sparse[],
  count: number,
  order: Uint32Array,
  stretches = 1
): Uint32Array[] {
  const originals = new Map<number, number>()
  const original = new Uint32Array(classes.length)
  const byClass = new Map<string, number[]>()
  for (const row of order) {
    const key = fingerprint(blocks, row)
    const known = originals.get(key)
    original[row] = known ?? row
    if (known !== undefined) continue
    originals.set(key, row)
    const list = byClass.get(classes[row])
    if (list === undefined) byClass.set(classes[row], [row])
    else list.push(row)
  }
  const groupOf = new Uint32Array(classes.length)
  let spare = 0
  for (const list of byClass.values()) {
    // Neighbours in the order stay together; what a class has too few or too many of is spread over the groups in turn.
    const shift = list.length % count === 0 ? 0 : spare++
    const most = Math.floor(list.length / (count * LEAST_STRETCH))
    const parts = count * Math.max(1, Math.min(stretches, most))
    list.forEach((row, i) => {
      groupOf[row] = (Math.floor((i * parts) / list.length) + shift) % count
    })
  }
  const groups: number[][] = Array.from({ length: count }, () => [])
  for (let row = 0; row < classes.length; row++) groups[groupOf[original[row]]].push(row)
  return groups.filter(group => group.length > 0).map(group => Uint32Array.from(group))
}

/** 53 bits of two independent 32-bit sums over the features of a row (FNV-1a; Fowler, Noll and Vo). */
function fingerprint(blocks: readonly Sparse[], row: number): number {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (const { indptr, indices, values } of blocks) {
    for (let p = indptr[row]; p < indptr[row + 1]; p++) {
      a = Math.imul(a ^ indices[p], 0x01000193)
      a = Math.imul(a ^ values[p], 0x01000193)
      b = Math.imul(b ^ values[p], 0x85ebca6b)
      b = Math.imul((b ^ indices[p]) + (b >>> 13), 0xc2b2ae35)
    }
    a = Math.imul(a ^ 0xff, 0x01000193)
    b = Math.imul(b ^ 0xff, 0x85ebca6b)
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11)
}
