import { cholesky, choleskySolve, type Dense, transpose } from '../math/index.ts'
import { throwIfAborted } from './abort.ts'
import { plusRidge } from './block-sums.ts'
import { breather } from './breather.ts'
import { termsOf } from './check.ts'
import type { KernelElm } from './kernel-elm.ts'
import { addPenalty, noRows } from './logistic-block.ts'
import { quasiNewton } from './quasi-newton.ts'
import { type StreamReader, streamReader } from './read-stream.ts'
import type { BlockSource } from './stream-blocks.ts'
import { streamHead } from './stream-landmarks.ts'
import { addToLoss, addToSums, inFeatures, onLandmarks, type StreamMachine, streamMachine } from './stream-machine.ts'
import { checkLandmarkWidths, checkStream, type KernelElmStreamOptions, type StreamSettings } from './stream-options.ts'

/** A machine trained on a stream. */
export interface StreamedKernelElm {
  readonly model: KernelElm
  /** Rows of the stream. */
  readonly rows: number
  /** Passes over it: one for a ridge head. */
  readonly passes: number
  /** Whether the tolerance was met: always so for a ridge head. */
  readonly converged: boolean
}

/**
 * The machine of `trainKernelElm` on the same landmarks, from rows that come in blocks, of any size and in any order, and are not kept:
 * memory is O(m²) for m landmarks, beside the rows that these are drawn from.
 *
 * A ridge head needs one pass, since ΦᵀSΦ and ΦᵀST add up. A logistic head goes over the stream once for each step, as in
 * `trainKernelElm`: some ten to thirty times with λ from 0.1 on, more often with less. So its source is a function that begins the same
 * stream anew.
 *
 * Between two blocks it awaits, so that a page can go on, and asks the signal. An error of the stream passes through. Where training
 * ends early for another reason the `return` of a stream that was begun is called, so that nothing stays open.
 *
 * @param source blocks of rows (b, d) and targets (b, k), in [0, 1] for a logistic head
 * @throws RangeError or TypeError naming the option, or the block and its entry, at fault; the reason of a signal that is aborted
 */
export async function trainKernelElmOnStream(
  source: BlockSource,
  options: KernelElmStreamOptions = {}
): Promise<StreamedKernelElm> {
  const settings = checkStream(source, options)
  const { head, ridge, signal, onProgress } = settings
  const reader = streamReader(source, { head, signal, onProgress })
  const { machine, rows } = await firstPass(reader, settings)
  const { terms, landmarks } = machine
  const solved = head === 'ridge' ? solve(machine, ridge) : await descend(machine, rows, reader, settings)
  const model: KernelElm = { head, ridge, terms, landmarks, coefficients: onLandmarks(solved.thetas, machine) }
  return { model, rows, passes: reader.passes, converged: solved.converged }
}

/** Coefficients on features, (k, m). */
interface Solved {
  readonly thetas: Dense
  readonly converged: boolean
}

function solve({ gram, cross }: StreamMachine, ridge: number): Solved {
  return { thetas: transpose(choleskySolve(cholesky(plusRidge(gram.lower, ridge)), cross)), converged: true }
}

/** The pass that finds the landmarks and sums up the rows. */
async function firstPass(
  reader: StreamReader,
  { landmarks, buffer, seed, kernels, head, signal }: StreamSettings
): Promise<{ readonly machine: StreamMachine; readonly rows: number }> {
  const start = streamHead(typeof landmarks === 'number' ? Math.max(buffer, landmarks) : 1)
  let machine: StreamMachine | undefined
  let outputs = 0
  let weight = 0
  const begin = async () => {
    const rows = typeof landmarks === 'number' ? start.draw(landmarks, seed) : landmarks
    const begun = streamMachine(termsOf(kernels, rows.length), rows, outputs)
    const breathe = breather()
    for (let block = start.take(); block !== undefined; block = start.take()) {
      throwIfAborted(signal)
      addToSums(begun, block, head)
      await breathe()
    }
    return begun
  }
  const rows = await reader.read(async block => {
    if (typeof landmarks !== 'number') checkLandmarkWidths(landmarks, block.blocks)
    outputs = block.targets.cols
    for (const w of block.weights) weight += w
    if (machine !== undefined) return addToSums(machine, block, head)
    start.keep(block)
    if (start.full) machine = await begin()
  })
  if (rows === 0) throw new RangeError('blocks: expected at least one row, got none')
  if (weight === 0) throw new RangeError('sampleWeights: expected at least one above 0, got none')
  return { machine: machine ?? (await begin()), rows }
}

/** Goes down the logistic loss, a pass for each evaluation. */
async function descend(
  machine: StreamMachine,
  rows: number,
  reader: StreamReader,
  { ridge, tolerance, maxPasses }: StreamSettings
): Promise<Solved> {
  const { gram, atZero } = machine
  const descent = quasiNewton(cholesky(plusRidge(gram.lower, ridge)), atZero.slopes.rows, tolerance)
  descent.advance(atZero.values, atZero.slopes)
  while (descent.open.length > 0 && !descent.stuck && reader.passes < maxPasses) {
    const coefficients = transpose(onLandmarks(descent.points, machine))
    const sums = noRows(coefficients.rows, coefficients.cols)
    const seen = await reader.read(block => addToLoss(machine, block, sums, coefficients))
    if (seen !== rows) {
      throw new RangeError(`blocks: expected ${rows} rows in every pass, got ${seen} in pass ${reader.passes}`)
    }
    const loss = inFeatures(sums, machine)
    addPenalty(loss, descent.points, ridge)
    descent.advance(loss.values, loss.slopes)
  }
  return { thetas: descent.best(), converged: descent.open.length === 0 }
}
