import { type Dense, dense, type Matrix, multiply } from '../math/index.ts'
import type { KernelElm } from './kernel-elm.ts'
import { checkAgainst, type LandmarkRows, landmarkRows } from './landmark-rows.ts'
import { blockRows, rowBlock } from './row-blocks.ts'

/** What the landmarks of a machine amount to for rows, made at its first answer. */
const prepared = new WeakMap<KernelElm, LandmarkRows>()

/** Scores of new rows: blocks (n, d_b) → (n, k). For a logistic head they are log odds. Throws RangeError on other shapes. */
export function predictKernelElm(model: KernelElm, blocks: readonly Matrix[]): Dense {
  const against = prepared.get(model) ?? landmarkRows(model.terms, model.landmarks)
  prepared.set(model, against)
  checkAgainst(model.landmarks, blocks)
  const { rows } = blocks[0]
  const out = dense(rows, model.coefficients.cols)
  const step = Math.min(rows, blockRows(against.count))
  const room = new Float64Array(step * against.count)
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(from + step, rows)
    const part = against.kernel(
      blocks.map(block => rowBlock(block, from, to)),
      room
    )
    out.data.set(multiply(part, model.coefficients).data, from * out.cols)
  }
  return out
}
