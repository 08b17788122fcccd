import {
  compactColumns,
  createRandom,
  type Dense,
  dense,
  isSparse,
  type Matrix,
  multiply,
  multiplySparse
} from '../math/index.ts'
import { type Activation, activate, checkActivation } from './activations.ts'
import { checkCount, checkPositive } from './check.ts'

/** Options of {@link hiddenLayer}. */
export interface HiddenLayerOptions {
  /** Hidden units. Default 256. */
  readonly units?: number
  /** g. Default 'tanh'. */
  readonly activation?: Activation
  /** Deviation of a unit's input for a row of length 1, and of its bias; above 0, default 1. */
  readonly scale?: number
  /** Draws weights and biases: a non-negative integer below 2³². Default 0. */
  readonly seed?: number
}

/** The defaults of {@link HiddenLayerOptions}. */
export const HIDDEN_LAYER_DEFAULTS = { units: 256, activation: 'tanh', scale: 1, seed: 0 } as const

/**
 * A layer of random units, h(x) = g(xA + b). Its numbers are drawn anew where they are needed: A is (cols, units), row j of it depends on
 * the seed and j alone, and no data has a say in it. So layers of equal settings are the same layer, wherever they are.
 */
export interface HiddenLayer extends Required<HiddenLayerOptions> {
  /** Columns of the rows it takes. */
  readonly cols: number
}

/**
 * A layer of random units for rows of `cols` columns (Huang, Zhu and Siew 2006, section 3.1), weights and biases uniform.
 * Throws RangeError or TypeError naming the option at fault.
 */
export function hiddenLayer(cols: number, options: HiddenLayerOptions = {}): HiddenLayer {
  const { units, activation, scale, seed } = { ...HIDDEN_LAYER_DEFAULTS, ...options }
  checkCount('cols', cols, 0)
  checkCount('units', units, 1)
  checkActivation(activation)
  checkPositive('scale', scale)
  createRandom(seed)
  return { cols, units, activation, scale, seed }
}

/** A layer of no more weights than this is drawn once and kept. */
const KEPT = 2 ** 21
const drawn = new WeakMap<HiddenLayer, Dense>()

/** H = g(XA + b): (n, cols) → (n, units). Throws RangeError on rows of another number of columns. */
export function hiddenFeatures(layer: HiddenLayer, rows: Matrix): Dense {
  const { cols, units, activation } = layer
  if (rows.cols !== cols) throw new RangeError(`rows.cols: expected ${cols}, got ${rows.cols}`)
  const h = inputs(layer, rows)
  const biases = new Float64Array(units)
  drawUnits(layer, cols, biases)
  for (let p = 0; p < h.data.length; p += units) for (let j = 0; j < units; j++) h.data[p + j] += biases[j]
  activate(activation, h.data)
  return h
}

/** XA. */
function inputs(layer: HiddenLayer, rows: Matrix): Dense {
  const { cols, units } = layer
  if (cols * units > KEPT && isSparse(rows)) {
    const { columns, compact } = compactColumns(rows)
    return multiplySparse(compact, drawRows(layer, columns))
  }
  const weights =
    drawn.get(layer) ??
    drawRows(
      layer,
      Uint32Array.from({ length: cols }, (_, j) => j)
    )
  if (cols * units <= KEPT) drawn.set(layer, weights)
  return isSparse(rows) ? multiplySparse(rows, weights) : multiply(rows, weights)
}

/** The rows of A that `columns` (c) lists, (c, units). */
function drawRows(layer: HiddenLayer, columns: Uint32Array): Dense {
  const out = dense(columns.length, layer.units)
  for (let c = 0; c < columns.length; c++) {
    drawUnits(layer, columns[c], out.data.subarray(c * layer.units, (c + 1) * layer.units))
  }
  return out
}

/** Row j of A, or its row `cols`, which is b: uniform with mean 0 and deviation `scale`. */
function drawUnits({ seed, scale }: HiddenLayer, j: number, out: Float64Array): void {
  // An odd factor sends every column to a seed of its own.
  const { uint32 } = createRandom((seed + Math.imul(j + 1, 0x9e3779b1)) >>> 0)
  const width = Math.sqrt(3) * scale
  for (let u = 0; u < out.length; u++) out[u] = (uint32() / 2 ** 31 - 1) * width
}
