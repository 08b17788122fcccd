import { encode, trainAutoencoder } from '../../src/elm/index.ts'
import { createRandom, type Dense, dense, eigenSymmetric, multiply } from '../../src/math/index.ts'
import { rankWeights } from '../../src/text/index.ts'

/** How vectors are made small. */
export interface CompressOptions {
  /** Words to keep: they decide the axes. */
  readonly words: number
  /** Numbers of a vector. */
  readonly dims: number
  /** Axes are scaled by λ^−whitening, λ the variance of texts along each. */
  readonly whitening: number
  /** a of the weights a / (a + p). */
  readonly sif: number
}

/**
 * Vectors (n, d) of `dims` numbers, the most frequent words first. The direction that all texts share is taken out, the rest encoded
 * by a linear ELM autoencoder of the kept words; axes are scaled a little towards equal variance; and a rotation spreads the
 * variance evenly over the numbers, which then fit into few bits.
 */
export function compress(vectors: Dense, { words, dims, whitening, sif }: CompressOptions): Dense {
  const weights = rankWeights(words, sif)
  // w = a / (a + p)
  const p = weights.map(w => sif / w - sif)
  const centred = withoutDirection(vectors, weightedMean(vectors, p))
  const head = dense(words, centred.cols, centred.data.subarray(0, words * centred.cols))
  const codes = encode(trainAutoencoder(head, { dims, passes: 9 }), centred)
  const shares = p.map((x, i) => x * weights[i] ** 2)
  return multiply(codes, multiply(whitener(codes, shares, whitening), rotation(dims)))
}

/** Σ p_i x_i over the first rows, (d) */
function weightedMean({ cols, data }: Dense, p: Float64Array): Float64Array {
  const mean = new Float64Array(cols)
  for (let i = 0; i < p.length; i++) for (let j = 0; j < cols; j++) mean[j] += p[i] * data[i * cols + j]
  return mean
}

/** X − X·u·uᵀ, u of length 1 along `direction`. */
function withoutDirection(x: Dense, direction: Float64Array): Dense {
  const { rows, cols } = x
  const square = direction.reduce((sum, entry) => sum + entry * entry, 0)
  const out = dense(rows, cols, x.data.slice())
  for (let i = 0; i < rows; i++) {
    const row = out.data.subarray(i * cols, (i + 1) * cols)
    let dot = 0
    for (let j = 0; j < cols; j++) dot += row[j] * direction[j]
    for (let j = 0; j < cols; j++) row[j] -= (dot / square) * direction[j]
  }
  return out
}

/** U·diag(λ^−g), (d, d), of the second moments Σ s_i x_i x_iᵀ of the first rows. */
function whitener({ cols, data }: Dense, s: Float64Array, g: number): Dense {
  const total = s.reduce((sum, x) => sum + x, 0)
  const moments = dense(cols, cols)
  for (let i = 0; i < s.length; i++) {
    for (let a = 0; a < cols; a++) {
      const x = (s[i] / total) * data[i * cols + a]
      for (let b = 0; b <= a; b++) moments.data[a * cols + b] += x * data[i * cols + b]
    }
  }
  const { values, vectors } = eigenSymmetric(moments)
  for (let a = 0; a < cols; a++) for (let b = 0; b < cols; b++) vectors.data[a * cols + b] *= values[b] ** -g
  return vectors
}

/** A random rotation, (d, d): the eigenvectors of a random symmetric matrix. */
function rotation(dims: number): Dense {
  const { uniform } = createRandom(1)
  const random = dense(dims, dims)
  for (let i = 0; i < dims; i++) for (let j = 0; j <= i; j++) random.data[i * dims + j] = uniform() - 0.5
  return eigenSymmetric(random).vectors
}
