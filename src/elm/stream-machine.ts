import {
  type Dense,
  dense,
  type Matrix,
  solveLowerTransposedInPlace,
  solveRowsInPlace,
  transpose
} from '../math/index.ts'
import { addCross, weightedRows } from './block-sums.ts'
import { BOUND } from './fit-logistic.ts'
import { type GramSum, gramSum } from './gram-sum.ts'
import type { KernelTerm } from './kernels.ts'
import { independentRows } from './landmark-map.ts'
import { type LandmarkRows, landmarkRows } from './landmark-rows.ts'
import { addRows, type LogisticSums, noRows } from './logistic-block.ts'
import { blockRows, rowBlock } from './row-blocks.ts'
import type { SoundBlock } from './stream-blocks.ts'

/** Landmarks, and sums over the rows of a stream: all that training keeps of it. */
export interface StreamMachine {
  readonly terms: readonly KernelTerm[]
  readonly landmarks: readonly Matrix[]
  /** (m, m) L with L·Lᵀ = K(Z, Z) */
  readonly factor: Dense
  readonly against: LandmarkRows
  /** Room for the kernel values of a block. */
  readonly room: Float64Array
  /** (m, m) ΦᵀSΦ, a quarter of it for a logistic head */
  readonly gram: GramSum
  /** (m, k) ΦᵀST; stays zero for a logistic head */
  readonly cross: Dense
  /** The logistic loss at 0; stays zero for a ridge head. */
  readonly atZero: LogisticSums
}

/** A machine that has seen no rows. */
export function streamMachine(terms: readonly KernelTerm[], rows: readonly Matrix[], outputs: number): StreamMachine {
  const { landmarks, factor } = independentRows(terms, rows)
  const m = factor.rows
  return {
    terms,
    landmarks,
    factor,
    against: landmarkRows(terms, landmarks),
    room: new Float64Array(m * blockRows(m)),
    gram: gramSum(m),
    cross: dense(m, outputs),
    atZero: noRows(outputs, m)
  }
}

/** Adds the rows of a block to the sums of the first pass. */
export function addToSums(machine: StreamMachine, block: SoundBlock, head: 'ridge' | 'logistic'): void {
  const { factor, gram, cross, atZero } = machine
  const zero = dense(cross.cols, cross.rows)
  eachPart(machine, block, (values, targets, weights) => {
    const phi = solveRowsInPlace(factor, values)
    if (head === 'ridge') {
      gram.add(phi, weights)
      addCross(cross, phi, weightedRows(targets, weights, 0, phi.rows))
    } else {
      gram.add(
        phi,
        weights.map(w => BOUND * w)
      )
      addRows(atZero, phi, targets, weights, zero)
    }
  })
}

/**
 * Adds the rows of a block to the logistic loss of coefficients c = L⁻ᵀθ on landmarks, (k, m). The slopes are those in c, so that no
 * row needs more than its kernel values: {@link inFeatures} makes them those in θ.
 */
export function addToLoss(machine: StreamMachine, block: SoundBlock, sums: LogisticSums, coefficients: Dense): void {
  eachPart(machine, block, (values, targets, weights) => {
    addRows(sums, values, targets, weights, coefficients)
  })
}

/** Slopes in θ from those in c = L⁻ᵀθ, (k, m) both. */
export function inFeatures({ values, slopes }: LogisticSums, { factor }: StreamMachine): LogisticSums {
  return { values, slopes: solveRowsInPlace(factor, slopes) }
}

/** c = L⁻ᵀθ: (k, m) → (m, k). */
export function onLandmarks(thetas: Dense, { factor }: StreamMachine): Dense {
  return solveLowerTransposedInPlace(factor, transpose(thetas))
}

/** Visits the kernel values of a block's rows against the landmarks, so many rows at a time as there is room for. */
function eachPart(
  { against, room }: StreamMachine,
  { blocks, targets, weights }: SoundBlock,
  visit: (values: Dense, targets: Dense, weights: Float64Array) => void
): void {
  const step = blockRows(against.count)
  for (let from = 0; from < weights.length; from += step) {
    const to = Math.min(from + step, weights.length)
    const values = against.kernel(
      blocks.map(block => rowBlock(block, from, to)),
      room
    )
    visit(values, rowBlock(targets, from, to) as Dense, weights.subarray(from, to))
  }
}
