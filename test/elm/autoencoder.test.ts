import fc from 'fast-check'
import { EigenvalueDecomposition, Matrix as MlMatrix, SingularValueDecomposition, solve } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import {
  type Activation,
  type Autoencoder,
  encode,
  encodeRow,
  explainedShare,
  trainAutoencoder,
  truncateAutoencoder
} from '../../src/elm/index.ts'
import {
  createRandom,
  type Dense,
  dense,
  denseFromRows,
  gramOfColumns,
  identity,
  multiply,
  type Sparse,
  sparseFromDense,
  sparseRow,
  squaredNorms,
  transpose
} from '../../src/math/index.ts'
import {
  anySeed,
  distance,
  fromMl,
  randomDense,
  randomSparse,
  randomWeights,
  spreadColumns,
  toMl
} from '../math/matrices.ts'
import { asDense, pick } from './rows.ts'

/** Of the 32 bits in which a basis is kept. */
const TOLERANCE = 2e-6

const anyActivation = fc.constantFrom<Activation>('linear', 'tanh', 'relu', 'sigmoid', 'gelu')
const anyCount = fc.integer({ min: 1, max: 12 })

const basisOf = ({ basis }: Autoencoder) => dense(basis.rows, basis.cols, Float64Array.from(basis.data))
/** V·Vᵀ, the same for every basis of one subspace. */
const projector = (v: Dense) => multiply(v, transpose(v))
const rankOf = (x: Dense) =>
  x.data.some(v => v !== 0) ? new SingularValueDecomposition(toMl(x), { autoTranspose: true }).rank : 0

test('axes are orthonormal, the strongest first, and as long as the codes along them', () => {
  fc.assert(
    fc.property(anyCount, anyCount, anyCount, anyActivation, anySeed, (n, m, dims, activation, seed) => {
      const rows = randomSparse(n, m, seed, 0.5)
      const autoencoder = trainAutoencoder(rows, { dims, activation, passes: 2, seed })
      const { singularValues } = autoencoder
      const rank = Math.min(dims, rankOf(asDense(rows)))
      if (activation === 'linear') expect(autoencoder.dims).toBe(rank)
      expect(autoencoder.dims).toBeLessThanOrEqual(rank)
      expect(distance(gramOfColumns(basisOf(autoencoder)), identity(autoencoder.dims))).toBeLessThan(TOLERANCE)
      expect(Array.from(singularValues)).toEqual(Array.from(singularValues).sort((a, b) => b - a))
      const energies = dense(autoencoder.dims, autoencoder.dims)
      singularValues.forEach((s, j) => {
        energies.data[j * autoencoder.dims + j] = s * s
      })
      const size = Math.max(1, singularValues[0] ?? 0) ** 2
      expect(distance(gramOfColumns(encode(autoencoder, rows)), energies)).toBeLessThan(TOLERANCE * size)
    }),
    { seed: 4, numRuns: 150 }
  )
})

test('with as many axes as the rows have rank, a code gives back the row', () => {
  fc.assert(
    fc.property(anyCount, anyCount, anySeed, (n, m, seed) => {
      const rows = randomSparse(n, m, seed, 0.5)
      const autoencoder = trainAutoencoder(rows, { dims: 20, seed })
      const v = basisOf(autoencoder)
      const back = multiply(encode(autoencoder, rows), transpose(v))
      const whole = dense(n, m)
      autoencoder.columns.forEach((column, c) => {
        for (let i = 0; i < n; i++) whole.data[i * m + column] = back.data[i * v.rows + c]
      })
      expect(distance(whole, asDense(rows))).toBeLessThan(10 * TOLERANCE)
      expect(explainedShare(autoencoder)).toBeCloseTo(1, 12)
    }),
    { seed: 4, numRuns: 60 }
  )
})

test('sparse rows are dense rows, and columns that stand empty are nothing', () => {
  fc.assert(
    fc.property(anyCount, fc.integer({ min: 2, max: 12 }), anyActivation, anySeed, (n, m, activation, seed) => {
      const rows = randomSparse(n, m, seed, 0.6)
      const far = spreadColumns(rows, 2 ** 18)
      const farther = { ...rows, cols: 2 ** 31, indices: rows.indices.map(j => j * 2 ** 27 + j) }
      const options = { dims: 4, activation, passes: 2 }
      const near = trainAutoencoder(rows, options)
      for (const spread of [far, farther]) {
        const other = trainAutoencoder(spread, options)
        expect({ ...other, cols: m, columns: near.columns }).toEqual(near)
        expect(encode(other, spread)).toEqual(encode(near, rows))
      }
      expect(encode(near, asDense(rows))).toEqual(encode(near, rows))
      // Where every column is in use both draw the same hidden layer.
      if (near.columns.length === m) expect(trainAutoencoder(asDense(rows), options)).toEqual(near)
    }),
    { seed: 4, numRuns: 60 }
  )
})

test('a row alone has the code it has among others, and the first axes are the code of a smaller autoencoder', () => {
  const rows = randomSparse(9, 8, 3, 0.5)
  const autoencoder = trainAutoencoder(rows, { dims: 6, ridge: 0.5 })
  const codes = encode(autoencoder, rows)
  const small = truncateAutoencoder(autoencoder, 2)
  const out = new Float64Array(6).fill(7)
  for (let i = 0; i < rows.rows; i++) {
    const code = codes.data.slice(i * 6, (i + 1) * 6)
    expect(encodeRow(autoencoder, sparseRow(rows, i))).toEqual(code)
    expect(encodeRow(autoencoder, sparseRow(rows, i), out)).toBe(out)
    expect(out).toEqual(code)
    expect(encodeRow(autoencoder, asDense(rows).data.subarray(i * 8, (i + 1) * 8))).toEqual(code)
    expect(encodeRow(small, sparseRow(rows, i))).toEqual(code.slice(0, 2))
  }
  expect([small.dims, small.basis.cols, small.singularValues.length]).toEqual([2, 2, 2])
  expect(truncateAutoencoder(autoencoder, 6)).toBe(autoencoder)
  expect(explainedShare(small)).toBeLessThan(explainedShare(autoencoder))
})

describe('β, by its formula', () => {
  /** What training draws, and makes orthonormal by the eigenvectors of its Gram matrix. */
  function hiddenLayer(m: number, units: number, seed: number): MlMatrix {
    const { uint32 } = createRandom(seed)
    const y = MlMatrix.from1DArray(
      m,
      units,
      Array.from({ length: m * units }, () => uint32() / 2 ** 31 - 1)
    )
    const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(y.transpose().mmul(y), {
      assumeSymmetric: true
    })
    return y.mmul(eigenvectorMatrix).mulRowVector(realEigenvalues.map(v => 1 / Math.sqrt(v)))
  }

  // Odd functions, so that the signs of eigenvectors do not count; one and two passes, each by normal equations.
  test.each([
    ['linear', 1],
    ['linear', 2],
    ['tanh', 1]
  ] as const)('%s, %i passes: the code is the row in the span of β', (activation, passes) => {
    const x = randomDense(30, 9, 5)
    const sampleWeights = randomWeights(30, 6).map(Math.abs)
    const autoencoder = trainAutoencoder(x, { dims: 4, oversampling: 0, activation, passes, seed: 11, sampleWeights })
    let a = hiddenLayer(9, 4, 11)
    for (let pass = 0; pass < passes; pass++) {
      let h = toMl(x).mmul(a)
      const rms = h.norm('frobenius') / Math.sqrt(30 * 4)
      if (activation === 'tanh') h = h.apply((i, j) => h.set(i, j, Math.tanh(h.get(i, j) / rms)))
      const weighted = h.clone().mulColumnVector(Array.from(sampleWeights))
      const beta = solve(h.transpose().mmul(weighted), weighted.transpose().mmul(toMl(x)))
      a = beta.transpose()
    }
    const span = fromMl(a.mmul(solve(a.transpose().mmul(a), a.transpose())))
    expect(distance(projector(basisOf(autoencoder)), span)).toBeLessThan(TOLERANCE)
  })

  test('a ridge scales the code as β does with its hidden layer at the principal axes', () => {
    const x = randomDense(30, 6, 8)
    const autoencoder = trainAutoencoder(x, { dims: 6, ridge: 3 })
    const v = toMl(basisOf(autoencoder))
    const h = toMl(x).mmul(v)
    const beta = solve(h.transpose().mmul(h).add(MlMatrix.eye(6, 6).mul(3)), h.transpose().mmul(toMl(x)))
    expect(distance(encode(autoencoder, x), fromMl(toMl(x).mmul(beta.transpose())))).toBeLessThan(10 * TOLERANCE)
  })
})

test('a weight of 2 is the row twice, a weight of 0 the row left out', () => {
  const rows = randomSparse(8, 20, 4, 0.4)
  const twice = pick(rows, [0, 1, 1, 2, 3, 4, 4, 6, 7])
  const sampleWeights = Float64Array.of(1, 2, 1, 1, 2, 0, 1, 1)
  const options = { dims: 4, passes: 60 }
  const [weighted, repeated] = [trainAutoencoder(rows, { ...options, sampleWeights }), trainAutoencoder(twice, options)]
  const values = (a: Autoencoder) => denseFromRows([Array.from(a.singularValues)])
  expect(distance(values(weighted), values(repeated))).toBeLessThan(1e-9)
  expect(distance(encode(weighted, rows), encode(repeated, rows))).toBeLessThan(TOLERANCE)
  expect(weighted.squaredLength).toBeCloseTo(repeated.squaredLength, 12)
  expect(repeated.squaredLength).toBeCloseTo(squaredNorms(twice).reduce((sum, x) => sum + x))
})

describe('degenerate rows', () => {
  const dimsOf = (rows: Sparse | Dense, activation: Activation = 'linear') => {
    const autoencoder = trainAutoencoder(rows, { dims: 128, activation })
    expect([autoencoder.basis.cols, autoencoder.singularValues.length]).toEqual([autoencoder.dims, autoencoder.dims])
    expect(encode(autoencoder, rows).cols).toBe(autoencoder.dims)
    return autoencoder.dims
  }

  test('there are as many axes as the rows have rank', () => {
    const three = randomSparse(3, 40, 1, 0.5)
    expect(dimsOf(three)).toBe(3)
    expect(dimsOf(pick(three, [0, 1, 1, 0, 2, 2, 2, 1]))).toBe(3)
    expect(
      dimsOf(
        denseFromRows([
          [1, 2, 0],
          [2, 4, 0],
          [0, 0, 0]
        ])
      )
    ).toBe(1)
    expect(dimsOf(identity(5))).toBe(5)
    for (const activation of ['tanh', 'relu', 'sigmoid', 'gelu'] as const) expect(dimsOf(three, activation)).toBe(3)
  })

  test('nothing but zeros, no rows, no columns, no weight: no axes', () => {
    expect(dimsOf(dense(4, 3))).toBe(0)
    expect(dimsOf(sparseFromDense(dense(4, 3)))).toBe(0)
    expect(dimsOf(sparseFromDense(dense(0, 3)))).toBe(0)
    expect(dimsOf(dense(0, 3), 'sigmoid')).toBe(0)
    expect(dimsOf(dense(3, 0), 'gelu')).toBe(0)
    const weightless = trainAutoencoder(identity(3), { sampleWeights: new Float64Array(3) })
    expect([weightless.dims, explainedShare(weightless)]).toEqual([0, 1])
  })

  test('columns that training did not use do not count', () => {
    const autoencoder = trainAutoencoder(
      sparseFromDense(
        denseFromRows([
          [1, 0, 2],
          [2, 0, 1]
        ])
      )
    )
    const codes = encode(
      autoencoder,
      denseFromRows([
        [3, 4, 5],
        [3, 0, 5],
        [0, 9, 0]
      ])
    )
    expect(codes.data.subarray(0, 2)).toEqual(codes.data.subarray(2, 4))
    expect(codes.data.subarray(4)).toEqual(new Float64Array(2))
  })

  test('scale does not count', () => {
    const x = randomDense(12, 5, 3)
    for (const activation of ['linear', 'tanh', 'relu'] as const) {
      const plain = trainAutoencoder(x, { activation, dims: 3 })
      for (const scale of [2 ** -60, 2 ** 60]) {
        const scaled = trainAutoencoder(
          dense(
            12,
            5,
            x.data.map(v => scale * v)
          ),
          { activation, dims: 3 }
        )
        expect(distance(basisOf(scaled), basisOf(plain))).toBeLessThan(TOLERANCE)
        expect(scaled.singularValues[0] / scale).toBeCloseTo(plain.singularValues[0], 9)
      }
    }
  })
})
