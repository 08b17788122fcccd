import type { Sparse } from '../math/index.ts'

/**
 * Deals rows into groups that are left out together, so that what remains keeps the shares of the classes: in a small
 * balanced set, leaving out one row alone would make its own class the rarest, and its score too low. Rows with the same
 * features go to the same group, or a copy left behind would give the answer away.
 *
 * @param classes (n) the class of each row, or any key of its labels
 * @param blocks features of the rows
 * @param count groups wanted; fewer come back where there are fewer different rows
 * @param order (n) the order in which rows are dealt, neighbours to the same group
 */
export function dealGroups(
  classes: readonly string[],
  blocks: readonly Sparse[],
  count: number,
  order: Uint32Array
): Uint32Array[] {
  const copies = new Map<string, number[]>()
  for (const row of order) {
    const key = fingerprint(blocks, row)
    const rows = copies.get(key)
    if (rows === undefined) copies.set(key, [row])
    else rows.push(row)
  }
  const byClass = new Map<string, number[][]>()
  for (const rows of copies.values()) {
    const key = classes[rows[0]]
    const list = byClass.get(key)
    if (list === undefined) byClass.set(key, [rows])
    else list.push(rows)
  }
  const groups: number[][] = Array.from({ length: count }, () => [])
  let spare = 0
  for (const list of byClass.values()) {
    // Neighbours in the order stay together; what a class has too few or too many of is spread over the groups in turn.
    const shift = list.length % count === 0 ? 0 : spare++
    list.forEach((rows, i) => {
      groups[(Math.floor((i * count) / list.length) + shift) % count].push(...rows)
    })
  }
  return groups.filter(group => group.length > 0).map(group => Uint32Array.from(group).sort())
}

/** Two independent 32-bit sums over the features of a row (FNV-1a; Fowler, Noll and Vo). */
function fingerprint(blocks: readonly Sparse[], row: number): string {
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
  return `${a >>> 0} ${b >>> 0}`
}
