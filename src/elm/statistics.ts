import { cholesky, choleskySolve, type Dense, dense, gramOfColumns, type Matrix } from '../math/index.ts'
import { addCross, addDense, plusRidge, weightedRows } from './block-sums.ts'
import { checkCount, checkMatrix, checkPositive, checkTargets, checkWeights, expectRoom } from './check.ts'
import type { Elm } from './elm.ts'
import { type HiddenLayer, type HiddenLayerOptions, hiddenFeatures, hiddenLayer } from './hidden-layer.ts'
import { blockRows, rowBlock } from './row-blocks.ts'

/** All that training with the squared loss needs to know of its rows: sums over them, which add up over shards. */
export interface ElmStatistics {
  readonly layer: HiddenLayer
  /** Rows seen. */
  readonly rows: number
  /** HᵀSH, (units, units) */
  readonly gram: Dense
  /** HᵀST, (units, k) */
  readonly cross: Dense
}

/** The statistics of no rows, for rows of `cols` columns and so many outputs. Throws as `hiddenLayer`, RangeError on `outputs`. */
export function emptyElmStatistics(cols: number, outputs: number, options: HiddenLayerOptions = {}): ElmStatistics {
  checkCount('outputs', outputs, 1)
  const layer = hiddenLayer(cols, options)
  expectRoom('units', layer.units)
  return { layer, rows: 0, gram: dense(layer.units, layer.units), cross: dense(layer.units, outputs) }
}

/**
 * The statistics of the rows so far and these: a new value.
 *
 * @param rows (n, cols), any number of them
 * @param targets (n, k)
 * @param sampleWeights (n) weights S in the loss, at least 0; default 1 each
 * @throws RangeError naming the argument at fault
 */
export function accumulateElm(
  statistics: ElmStatistics,
  rows: Matrix,
  targets: Dense,
  sampleWeights?: Float64Array
): ElmStatistics {
  const { layer, cross } = statistics
  checkMatrix(rows)
  checkTargets(rows.rows, targets, cross.cols)
  const weights = checkWeights(sampleWeights, rows.rows)
  const sums: ElmStatistics = {
    layer,
    rows: rows.rows,
    gram: dense(layer.units, layer.units),
    cross: dense(layer.units, cross.cols)
  }
  const step = blockRows(layer.units)
  for (let from = 0; from < rows.rows; from += step) {
    const to = Math.min(from + step, rows.rows)
    const h = hiddenFeatures(layer, rowBlock(rows, from, to))
    addDense(sums.gram, gramOfColumns(h, weights.subarray(from, to)))
    addCross(sums.cross, h, weightedRows(targets, weights, from, to))
  }
  return mergeElm(statistics, sums)
}

/** The statistics of two shards together. Throws RangeError unless both have the same layer and as many outputs. */
export function mergeElm(a: ElmStatistics, b: ElmStatistics): ElmStatistics {
  for (const key of ['cols', 'units', 'activation', 'scale', 'seed'] as const) {
    if (a.layer[key] !== b.layer[key]) {
      throw new RangeError(`layer.${key}: expected ${a.layer[key]} in both statistics, got ${b.layer[key]}`)
    }
  }
  if (a.cross.cols !== b.cross.cols) {
    throw new RangeError(`cross.cols: expected ${a.cross.cols} outputs in both statistics, got ${b.cross.cols}`)
  }
  return { layer: a.layer, rows: a.rows + b.rows, gram: sum(a.gram, b.gram), cross: sum(a.cross, b.cross) }
}

function sum(a: Dense, b: Dense): Dense {
  return dense(
    a.rows,
    a.cols,
    a.data.map((x, p) => x + b.data[p])
  )
}

/**
 * The machine that `trainElm` with a ridge head makes of all rows that the statistics have seen: θ = (HᵀSH + λI)⁻¹HᵀST. Without
 * rows it answers 0.
 *
 * @param ridge λ, above 0, default 1
 * @throws RangeError on another `ridge`, NotPositiveDefiniteError where it is lost beside HᵀSH
 */
export function solveElm(statistics: ElmStatistics, ridge = 1): Elm {
  checkPositive('ridge', ridge)
  const { layer, gram, cross } = statistics
  return { head: 'ridge', ridge, layer, coefficients: choleskySolve(cholesky(plusRidge(gram, ridge)), cross) }
}
