import {
  compactColumns,
  createRandom,
  type Dense,
  dense,
  gramOfColumns,
  isSparse,
  type Matrix,
  multiply,
  multiplySparse,
  multiplyTransposed,
  type Sparse,
  squaredNorms,
  transposeSparse
} from '../math/index.ts'
import { type StopSignal, throwIfAborted } from './abort.ts'
import { type Activation, activate, unitScale } from './activations.ts'
import { checkAutoencoder } from './check-autoencoder.ts'
import { orthonormalizer, principalAxes, rotateTall, scaleColumns } from './tall.ts'

/** Options of {@link trainAutoencoder}. */
export interface AutoencoderOptions {
  /** Axes of the code, at most: there are fewer where the rows, or what g leaves of them, have a lower rank. Default 64. */
  readonly dims?: number
  /** g of the hidden layer. Default 'linear', which is LSA. */
  readonly activation?: Activation
  /** λ, in units of squared singular values: axis j of a code is scaled by σ_j² / (σ_j² + λ). Default 0. */
  readonly ridge?: number
  /** Autoencoders trained in a row, the hidden layer of each the axes of the one before; at least 1, default 5. */
  readonly passes?: number
  /** Hidden units beyond `dims`, dropped at the end. Default a quarter of `dims`, at least 8. */
  readonly oversampling?: number
  /** Draws the hidden layer. Default 0. */
  readonly seed?: number
  /** (n) weight of each row in the loss, at least 0; default 1 each. */
  readonly sampleWeights?: Float64Array
  /** Asked between passes whether to stop. */
  readonly signal?: StopSignal
}

/** The defaults of {@link AutoencoderOptions}. */
export const AUTOENCODER_DEFAULTS = {
  dims: 64,
  activation: 'linear',
  ridge: 0,
  passes: 5,
  seed: 0
} as const

/** A trained autoencoder: code(x) = x·V·diag(σ² / (σ² + λ)). */
export interface Autoencoder {
  readonly activation: Activation
  readonly ridge: number
  /** Columns of the rows it takes. */
  readonly cols: number
  /** (c) the columns that training used, ascending; others do not count. */
  readonly columns: Uint32Array
  /** Axes of a code: as many as were asked for or, if that is less, the rank of the rows. */
  readonly dims: number
  /** V, (c, dims): orthonormal axes as columns, the strongest first. The largest entry of each is positive. */
  readonly basis: Dense<Float32Array>
  /** σ, (dims) descending: the length ‖S^½XV_j‖ of the training rows along each axis. */
  readonly singularValues: Float64Array
  /** ‖S^½X‖², of which the axes hold Σσ². */
  readonly squaredLength: number
}

/**
 * Trains an extreme learning machine autoencoder (Kasun, Zhou, Huang and Vong 2013): H = g(XA) with A random orthogonal,
 * β = (HᵀSH)⁻¹HᵀSX, S the sample weights. The code is the row in the span of β, turned to the principal axes the training rows
 * have there, so that its first axes are the code of a smaller autoencoder. A linear g makes this one step of randomised
 * subspace iteration, each further pass another, which converge to the truncated SVD of S^½X, that is to latent semantic
 * analysis (Halko, Martinsson and Tropp 2011, algorithm 4.4). Inputs of another g are brought to mean square 1.
 *
 * The span of β does not depend on λ: a ridge shrinks the code along weak axes, as β does with A at the principal axes.
 *
 * Rows that are all zero, or no rows, have rank 0 and give codes without axes.
 *
 * Time O((nnz + (n + c)·l)·l) a pass and memory O((n + c)·l), with c columns in use and l = dims + oversampling.
 *
 * @param rows X, (n, m), dense or sparse
 * @throws RangeError or TypeError naming the option or entry at fault; the reason of a signal that is aborted
 */
export function trainAutoencoder(rows: Matrix, options: AutoencoderOptions = {}): Autoencoder {
  const settings = { ...AUTOENCODER_DEFAULTS, ...options }
  const weights = checkAutoencoder(rows, settings)
  const { dims, activation, ridge, passes, seed, oversampling = Math.max(8, Math.ceil(dims / 4)) } = settings
  const { columns, products } = usedPart(rows, weights)
  // A linear layer finds in n units all there is in n rows; another may answer some rows with nothing but zeros.
  const most = activation === 'linear' ? Math.min(columns.length, rows.rows) : columns.length
  const units = Math.min(dims + oversampling, most)
  let y = randomColumns(columns.length, units, seed)
  for (let pass = 0; pass < passes; pass++) {
    throwIfAborted(settings.signal)
    const h = hidden(products, y, activation)
    // β turned to the principal axes of H: with HᵀSH = P·diag(μ)·Pᵀ it is diag(μ)⁻¹PᵀHᵀSX. Half of diag(μ)⁻¹ goes to each
    // side, so that neither loses the digits of weak axes.
    const { values, vectors } = principalAxes(gramOfColumns(h, weights))
    const halves = values.map(v => 1 / Math.sqrt(v))
    y = scaleColumns(products.backward(rotateTall(h, scaleColumns(vectors, halves))), halves)
  }
  // What follows turns Y by small matrices alone, and once.
  const t = orthonormalizer(gramOfColumns(y))
  const { values, vectors } = principalAxes(gramOfColumns(rotateTall(products.forward(y), t), weights), dims)
  return {
    activation,
    ridge,
    cols: rows.cols,
    columns,
    dims: values.length,
    basis: toBasis(rotateTall(y, multiply(t, vectors))),
    singularValues: values.map(Math.sqrt),
    squaredLength: squaredNorms(rows).reduce((sum, square, i) => sum + square * (weights?.[i] ?? 1), 0)
  }
}

/**
 * H = g(XA), (n, l). A linear g leaves the span of H to that of A alone, so Y stands in for A = Y·T, its orthonormal form; inputs
 * of another g are brought to mean square 1.
 */
function hidden(products: Products, y: Dense, activation: Activation): Dense {
  const h = products.forward(y)
  if (activation === 'linear') return h
  const turned = rotateTall(h, orthonormalizer(gramOfColumns(y)))
  activate(activation, turned.data, unitScale(turned.data))
  return turned
}

/**
 * Products with the columns of X in use: `forward` is X·B, `backward` Xᵀ·S·B, which writes over B. What either gives holds until it is
 * called again.
 */
interface Products {
  forward(b: Dense): Dense
  backward(b: Dense): Dense
}

function usedPart(rows: Matrix, weights: Float64Array | undefined): { columns: Uint32Array; products: Products } {
  if (!isSparse(rows)) {
    const products: Products = {
      forward: b => multiply(rows, b),
      backward: b => multiplyTransposed(rows, scaleRows(b, weights))
    }
    return { columns: Uint32Array.from({ length: rows.cols }, (_, j) => j), products }
  }
  const { columns, compact } = compactColumns(rows)
  const upright = timesDense(compact)
  const turned = timesDense(transposeSparse(compact))
  return { columns, products: { forward: upright, backward: b => turned(scaleRows(b, weights)) } }
}

/** S·B, over the same numbers each time: fresh memory for a matrix takes about as long as the product. */
function timesDense(s: Sparse): (b: Dense) => Dense {
  let room = new Float64Array(0)
  return b => {
    const size = s.rows * b.cols
    if (room.length < size) room = new Float64Array(size)
    return multiplySparse(s, b, dense(s.rows, b.cols, room.subarray(0, size)))
  }
}

function scaleRows(m: Dense, scales: Float64Array | undefined): Dense {
  if (scales === undefined) return m
  const { data, cols } = m
  for (let i = 0; i < m.rows; i++) for (let p = i * cols; p < (i + 1) * cols; p++) data[p] *= scales[i]
  return m
}

/** (rows, cols) uniform in [−1, 1): once made orthonormal, its columns are as random as normal ones for this purpose. */
function randomColumns(rows: number, cols: number, seed: number): Dense {
  const { uint32 } = createRandom(seed)
  const out = dense(rows, cols)
  for (let p = 0; p < out.data.length; p++) out.data[p] = uint32() / 2 ** 31 - 1
  return out
}

/** The axes in 32 bits, each with the sign that makes its largest entry positive, of equal ones the first. */
function toBasis({ rows, cols, data }: Dense): Dense<Float32Array> {
  const largest = new Float64Array(cols)
  for (let p = 0; p < data.length; p += cols) {
    for (let j = 0; j < cols; j++) if (Math.abs(data[p + j]) > Math.abs(largest[j])) largest[j] = data[p + j]
  }
  const out = new Float32Array(data.length)
  for (let p = 0; p < data.length; p += cols) {
    for (let j = 0; j < cols; j++) out[p + j] = largest[j] < 0 ? -data[p + j] : data[p + j]
  }
  return { rows, cols, data: out }
}
