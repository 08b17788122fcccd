import { createRandom, type Matrix } from '../math/index.ts'
import { checkSignal } from './abort.ts'
import { checkCount, checkGiven, checkHeadName, checkKnown, checkPositive } from './check.ts'
import { KERNEL_ELM_DEFAULTS, type KernelElmOptions } from './kernel-elm.ts'
import type { BlockSource } from './stream-blocks.ts'

/** Options of `trainKernelElmOnStream`: as those of `trainKernelElm`, where they have the same name. */
export interface KernelElmStreamOptions
  extends Pick<KernelElmOptions, 'kernels' | 'ridge' | 'head' | 'seed' | 'signal'> {
  /**
   * So many rows drawn by `seed` from the head of the stream, or all rows where there are no more; or rows of their own, a matrix (m, d_b)
   * for each kernel. Default 256.
   */
  readonly landmarks?: number | readonly Matrix[]
  /** First rows that landmarks are drawn from, which are kept until then; `landmarks` where that is more. Default 4096. */
  readonly buffer?: number
  /** A logistic head stops where so much of the gradient at 0 is left; above 0, default 1e-8. */
  readonly tolerance?: number
  /** Passes of a logistic head over the stream, at most; at least 2, default 100. */
  readonly maxPasses?: number
  /** Told after every block how many rows of this pass were seen, and which pass it is, from 1 on. */
  readonly onProgress?: (rowsSeen: number, pass: number) => void
}

/** The defaults of {@link KernelElmStreamOptions}. */
export const KERNEL_ELM_STREAM_DEFAULTS = {
  ridge: KERNEL_ELM_DEFAULTS.ridge,
  head: KERNEL_ELM_DEFAULTS.head,
  seed: KERNEL_ELM_DEFAULTS.seed,
  landmarks: 256,
  buffer: 4096,
  tolerance: 1e-8,
  maxPasses: 100
} as const

const KNOWN = [
  'kernels',
  'landmarks',
  'seed',
  'ridge',
  'head',
  'buffer',
  'tolerance',
  'maxPasses',
  'signal',
  'onProgress'
]

/** The options with the defaults in them. */
export type StreamSettings = KernelElmStreamOptions &
  Required<Pick<KernelElmStreamOptions, keyof typeof KERNEL_ELM_STREAM_DEFAULTS>>

/** Checks a source and options at the door. Throws TypeError or RangeError naming what is wrong. */
export function checkStream(source: BlockSource, options: KernelElmStreamOptions): StreamSettings {
  checkKnown(options, KNOWN)
  const settings = { ...KERNEL_ELM_STREAM_DEFAULTS, ...options }
  const { landmarks, ridge, head, seed, buffer, tolerance, maxPasses, signal, onProgress } = settings
  checkHeadName(head)
  checkPositive('ridge', ridge)
  checkSignal(signal)
  if (typeof landmarks === 'number') checkCount('landmarks', landmarks, 1)
  else checkLandmarks(landmarks)
  createRandom(seed)
  checkCount('buffer', buffer, 1)
  checkPositive('tolerance', tolerance)
  checkCount('maxPasses', maxPasses, 2)
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError(`onProgress: expected a function, got ${typeof onProgress}`)
  }
  if (head === 'logistic' && typeof source !== 'function') {
    throw new TypeError(
      `source: expected a function that begins the stream anew, since a logistic head goes over it several times, got ${typeof source}`
    )
  }
  return settings
}

function checkLandmarks(landmarks: readonly Matrix[]): void {
  if (!Array.isArray(landmarks) || landmarks.length === 0) {
    throw new TypeError(`landmarks: expected a count of at least 1 or a list of matrices, got ${String(landmarks)}`)
  }
  landmarks.forEach((matrix, b) => {
    checkGiven(`landmarks[${b}]`, matrix)
  })
  const { rows } = landmarks[0]
  if (rows === 0) throw new RangeError('landmarks[0].rows: expected at least 1, got 0')
  landmarks.forEach((matrix: Matrix, b) => {
    if (matrix.rows !== rows) {
      throw new RangeError(`landmarks[${b}].rows: expected ${rows} as in landmarks[0], got ${matrix.rows}`)
    }
  })
}

/** Throws RangeError unless landmarks that are given have the columns of the rows, block by block. */
export function checkLandmarkWidths(landmarks: readonly Matrix[], blocks: readonly Matrix[]): void {
  if (landmarks.length !== blocks.length) {
    throw new RangeError(`landmarks: expected ${blocks.length} matrices, as rows have, got ${landmarks.length}`)
  }
  landmarks.forEach(({ cols }, b) => {
    if (cols !== blocks[b].cols) {
      throw new RangeError(`landmarks[${b}].cols: expected ${blocks[b].cols}, as rows have, got ${cols}`)
    }
  })
}
