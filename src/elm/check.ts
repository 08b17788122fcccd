import type { Dense } from '../math/dense.ts'
import type { Matrix } from '../math/products.ts'
import { checkSparse, type Sparse } from '../math/sparse.ts'
import { checkSignal } from './abort.ts'
import type { KernelElmOptions } from './kernel-elm.ts'
import type { Kernel, KernelTerm } from './kernels.ts'

/** What training needs of its arguments once they are known to be sound. */
export interface TrainingShape {
  readonly n: number
  readonly weights: Float64Array
  readonly terms: readonly KernelTerm[]
}

/** What every head has. */
export type HeadOptions = Pick<KernelElmOptions, 'ridge' | 'head' | 'sampleWeights' | 'groups' | 'signal'>

const ON_KERNEL = ['ridge', 'head', 'sampleWeights', 'groups', 'signal']
const KNOWN = ['kernels', 'landmarks', 'seed', ...ON_KERNEL]

/** Throws TypeError on options that are no object, and on one that is not among `known`. */
export function checkKnown(options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`options: expected an object, got ${options === null ? 'null' : typeof options}`)
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new TypeError(`${key}: unknown option; expected one of ${known.join(', ')}`)
  }
}

/** Checks the arguments of training at the door. Throws TypeError or RangeError naming what is wrong. */
export function checkTraining(blocks: readonly Matrix[], targets: Dense, options: KernelElmOptions): TrainingShape {
  checkKnown(options, KNOWN)
  const n = checkBlocks(blocks)
  const weights = checkRows(n, targets, options)
  checkLandmarks(options.landmarks ?? 'all', n)
  return { n, weights, terms: termsOf(options.kernels, blocks.length) }
}

/** A kernel with its weight for each block of features. Throws RangeError or TypeError naming the one at fault. */
export function termsOf(given: KernelElmOptions['kernels'], blocks: number): readonly KernelTerm[] {
  const kernels = given ?? Array.from({ length: blocks }, (): Kernel => ({ type: 'linear' }))
  if (kernels.length !== blocks) {
    throw new RangeError(`kernels: expected ${blocks}, one per block, got ${kernels.length}`)
  }
  return kernels.map((given, b): KernelTerm => {
    if (typeof given !== 'object' || given === null) {
      throw new TypeError(`kernels[${b}]: expected a kernel, such as { type: 'rbf' }, got ${JSON.stringify(given)}`)
    }
    return 'kernel' in given ? given : { kernel: given }
  })
}

/** Checks blocks of features against each other. Returns their row count. */
export function checkBlocks(blocks: readonly Matrix[]): number {
  if (blocks.length === 0) throw new RangeError('blocks: expected at least one, got none')
  const n = blocks[0].rows
  if (n === 0) throw new RangeError('blocks[0].rows: expected at least 1, got 0')
  blocks.forEach((block, b) => {
    if (block.rows !== n) throw new RangeError(`blocks[${b}].rows: expected ${n} as in blocks[0], got ${block.rows}`)
    finite(`blocks[${b}]`, 'indptr' in block ? block.values : block.data)
  })
  return n
}

/** Checks rows of features on their own. Throws RangeError where `checkSparse` does and on a number that is not finite. */
export function checkMatrix(rows: Matrix): void {
  if ('indptr' in rows) checkSparse(rows)
  else finite('rows', rows.data)
}

/** Checks what may be no matrix at all. Throws TypeError or RangeError that begins with `name`. */
export function checkGiven(name: string, given: unknown): void {
  const { rows, cols, data, values, indices, indptr } = Object(given)
  if (isFloats(values) && indices instanceof Uint32Array && indptr instanceof Uint32Array) {
    try {
      checkSparse(given as Sparse)
    } catch (error) {
      throw error instanceof RangeError ? new RangeError(`${name}.${error.message}`) : error
    }
    return
  }
  if (!isFloats(data)) {
    const got =
      given === null ? 'null' : typeof given === 'object' ? 'an object without its typed arrays' : typeof given
    throw new TypeError(`${name}: expected a matrix, got ${got}`)
  }
  if (data.length !== rows * cols) {
    throw new RangeError(`${name}.data: expected ${rows} × ${cols} numbers, got ${data.length}`)
  }
  finite(name, data)
}

function isFloats(array: unknown): array is Float64Array | Float32Array {
  return array instanceof Float64Array || array instanceof Float32Array
}

/** As {@link checkTraining}, for a kernel matrix in the place of features. Returns the weights of the rows, (n). */
export function checkKernelTraining(kernel: Dense, targets: Dense, options: KernelElmOptions): Float64Array {
  checkKnown(options, ON_KERNEL)
  const n = kernel.rows
  if (n === 0 || kernel.cols !== n) {
    throw new RangeError(`kernel: expected square with at least one row, got ${n} × ${kernel.cols}`)
  }
  finite('kernel', kernel.data)
  return checkRows(n, targets, options)
}

/** Checks targets and options of training on `n` rows. Returns the weights of the rows, (n). */
export function checkRows(n: number, targets: Dense, options: HeadOptions): Float64Array {
  checkTargets(n, targets, targets.cols)
  checkHead(options.head ?? 'ridge', targets)
  checkPositive('ridge', options.ridge ?? 1)
  checkGroups(options.groups, n)
  checkSignal(options.signal)
  const weights = checkWeights(options.sampleWeights, n)
  if (weights.every(w => w === 0)) throw new RangeError('sampleWeights: expected at least one above 0, got none')
  return weights
}

/** Throws RangeError unless `targets` is (n, k), of finite numbers. */
export function checkTargets(n: number, targets: Dense, k: number): void {
  if (targets.rows !== n) {
    throw new RangeError(`targets.rows: expected ${n}, one per row of features, got ${targets.rows}`)
  }
  if (targets.cols !== k) throw new RangeError(`targets.cols: expected ${k}, one per output, got ${targets.cols}`)
  finite('targets', targets.data)
}

/** Throws TypeError on an unknown head. */
export function checkHeadName(head: string): void {
  if (head === 'ridge' || head === 'logistic') return
  throw new TypeError(`head: expected 'ridge' or 'logistic', got ${JSON.stringify(head)}`)
}

/** Throws TypeError on an unknown head, RangeError on a target that a logistic head cannot have. */
export function checkHead(head: string, targets: Dense): void {
  checkHeadName(head)
  if (head === 'ridge') return
  targets.data.forEach((t, i) => {
    if (!(t >= 0 && t <= 1)) {
      throw new RangeError(`targets.data[${i}]: expected 0 to 1 for a logistic head, got ${t}`)
    }
  })
}

/** Throws RangeError unless `value` is a finite number of at least 0. */
export function checkNotNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name}: expected a finite number of at least 0, got ${value}`)
  }
}

/** Throws RangeError unless `value` is a finite number above 0. */
export function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name}: expected a finite number above 0, got ${value}`)
  }
}

/** Throws RangeError unless `value` is an integer of at least `least`. */
export function checkCount(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`${name}: expected an integer of at least ${least}, got ${value}`)
  }
}

/** The weights of `n` rows, ones by default. Throws RangeError on another length or a weight that is not finite and at least 0. */
export function checkWeights(given: Float64Array | undefined, n: number): Float64Array {
  const weights = given ?? new Float64Array(n).fill(1)
  if (weights.length !== n) throw new RangeError(`sampleWeights: expected ${n} numbers, got ${weights.length}`)
  weights.forEach((w, i) => {
    if (!(w >= 0 && w < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`sampleWeights[${i}]: expected a finite number of at least 0, got ${w}`)
    }
  })
  return weights
}

/** Throws RangeError where `count` · `count` numbers of 64 bits have no room, before any time is spent on them. */
export function expectRoom(name: string, count: number): void {
  try {
    new Float64Array(count * count)
  } catch {
    const bytes = count * count * Float64Array.BYTES_PER_ELEMENT
    throw new RangeError(
      `${name}: expected a count whose matrix has room, got ${count}, and so ${count} · ${count} numbers of ${bytes} bytes`
    )
  }
}

/** Throws RangeError on a number that is not finite. */
export function finite(name: string, data: ArrayLike<number>): void {
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i]))
      throw new RangeError(`${name}: expected finite numbers, got ${data[i]} at position ${i}`)
  }
}

function checkLandmarks(landmarks: 'all' | number | Uint32Array, n: number): void {
  if (landmarks === 'all') return
  if (typeof landmarks === 'number') {
    if (!Number.isInteger(landmarks) || landmarks < 1) {
      throw new RangeError(`landmarks: expected 'all', a count of at least 1 or row numbers, got ${landmarks}`)
    }
    return
  }
  if (!(landmarks instanceof Uint32Array) || landmarks.length === 0) {
    throw new TypeError(
      `landmarks: expected 'all', a count of at least 1 or a Uint32Array of row numbers, got ${String(landmarks)}`
    )
  }
  landmarks.forEach((row, i) => {
    if (row >= n) throw new RangeError(`landmarks[${i}]: expected a row below ${n}, got ${row}`)
  })
}

function checkGroups(groups: readonly Uint32Array[] | undefined, n: number): void {
  if (groups === undefined) return
  const seen = new Uint8Array(n)
  groups.forEach((group, g) => {
    for (const row of group) {
      if (row >= n) throw new RangeError(`groups[${g}]: expected rows below ${n}, got ${row}`)
      if (seen[row] === 1) throw new RangeError(`groups[${g}]: expected every row in one group, got row ${row} twice`)
      seen[row] = 1
    }
  })
  const missing = seen.indexOf(0)
  if (missing >= 0) throw new RangeError(`groups: expected every row in one group, got none for row ${missing}`)
}
