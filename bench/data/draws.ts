import { createRandom } from '../../src/math/index.ts'

/** Row numbers to learn from and to be tested on; no number is in both. */
export interface Split {
  readonly train: readonly number[]
  readonly test: readonly number[]
}

/**
 * `k` rows of each class to learn from, all others to test. One generator `createRandom(seed)` serves the classes in the
 * order of their labels (UTF-16 code units): each takes a permutation of its rows (in file order), and the first `k` of it.
 * Throws RangeError where a class has fewer than `k` rows.
 */
export function fewPerClass(labels: readonly string[], k: number, seed: number): Split {
  const random = createRandom(seed)
  const train: number[] = []
  for (const [label, rows] of rowsByClass(labels)) {
    if (rows.length < k) throw new RangeError(`label ${label}: expected at least ${k} rows, got ${rows.length}`)
    const order = random.permutation(rows.length)
    for (let i = 0; i < k; i++) train.push(rows[order[i]])
  }
  return { train, test: others(labels.length, train) }
}

/** The first `k` rows of each class, in file order. Throws RangeError where a class has fewer. */
export function firstPerClass(labels: readonly string[], k: number): number[] {
  const picked: number[] = []
  for (const [label, rows] of rowsByClass(labels)) {
    if (rows.length < k) throw new RangeError(`label ${label}: expected at least ${k} rows, got ${rows.length}`)
    picked.push(...rows.slice(0, k))
  }
  return picked.sort((a, b) => a - b)
}

/** Fold `fold` of `folds`: the i-th row of each class, in file order, is tested in fold i modulo `folds`. */
export function stratifiedFold(labels: readonly string[], folds: number, fold: number): Split {
  const seen = new Map<string, number>()
  const train: number[] = []
  const test: number[] = []
  for (let row = 0; row < labels.length; row++) {
    const i = seen.get(labels[row]) ?? 0
    seen.set(labels[row], i + 1)
    ;(i % folds === fold ? test : train).push(row)
  }
  return { train, test }
}

/**
 * `count` rows drawn without regard to class, all others to test: the first `count` of a permutation by
 * `createRandom(seed)`; where they miss a class, the generator's next permutation is tried, up to a hundred.
 * Throws RangeError where none has every class.
 */
export function randomRows(labels: readonly string[], count: number, seed: number): Split {
  const random = createRandom(seed)
  const classes = new Set(labels).size
  for (let attempt = 0; attempt < 100; attempt++) {
    const train = Array.from(random.permutation(labels.length).subarray(0, count))
    if (new Set(train.map(row => labels[row])).size === classes) return { train, test: others(labels.length, train) }
  }
  throw new RangeError(`labels: expected ${count} random rows to show all ${classes} classes, got none in 100 draws`)
}

/** The first `train` rows of one permutation by `createRandom(seed)`, and the `test` rows after them. */
export function permutedRows(rows: number, train: number, test: number, seed: number): Split {
  if (rows < train + test) throw new RangeError(`rows: expected at least ${train + test}, got ${rows}`)
  const order = Array.from(createRandom(seed).permutation(rows))
  return { train: order.slice(0, train), test: order.slice(train, train + test) }
}

/** The rows whose text no earlier row has, exactly. */
export function withoutDuplicates<R extends { readonly text: string }>(rows: readonly R[]): R[] {
  const seen = new Set<string>()
  return rows.filter(({ text }) => !seen.has(text) && seen.add(text))
}

/** The row numbers of each class, classes in ascending order of their labels. */
function rowsByClass(labels: readonly string[]): [string, number[]][] {
  const classes = new Map<string, number[]>()
  labels.forEach((label, row) => {
    const rows = classes.get(label)
    if (rows) rows.push(row)
    else classes.set(label, [row])
  })
  return [...classes].sort(([a], [b]) => (a < b ? -1 : 1))
}

function others(rows: number, taken: readonly number[]): number[] {
  const gone = new Set(taken)
  return Array.from({ length: rows }, (_, i) => i).filter(i => !gone.has(i))
}
