import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type AutoencoderOptions, encode, trainAutoencoder } from '../../src/elm/index.ts'
import { checkSparse, denseFromRows, type Sparse } from '../../src/math/index.ts'
import { distance } from '../math/matrices.ts'
import { asDense, pick } from './rows.ts'

interface Case {
  name: string
  cols: number
  indptr: number[]
  indices: number[]
  values: number[]
  weights?: number[]
  singularValues: number[]
  newCodes: number[][]
}

const golden: { dims: number; newRows: number; cases: Case[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/golden/elm/autoencoder.json', import.meta.url), 'utf8')
)
const { dims, newRows } = golden

function tableOf({ cols, indptr, indices, values }: Case): { rows: Sparse; fresh: Sparse } {
  const all = checkSparse({
    rows: indptr.length - 1,
    cols,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values)
  })
  const n = all.rows - newRows
  const upTo = (from: number, to: number) =>
    pick(
      all,
      Uint32Array.from({ length: to - from }, (_, i) => from + i)
    )
  return { rows: upTo(0, n), fresh: upTo(n, all.rows) }
}

const energy = (values: ArrayLike<number>) => Array.from(values).reduce((sum, s) => sum + s * s, 0)

describe.each(golden.cases.map(one => [one.name, one] as const))('scikit-learn, TruncatedSVD: %s', (_, one) => {
  const { rows, fresh } = tableOf(one)
  const options: AutoencoderOptions = {
    dims,
    ...(one.weights && { sampleWeights: Float64Array.from(one.weights) })
  }

  test('many passes give its singular values and codes', () => {
    for (const x of [rows, asDense(rows)]) {
      const autoencoder = trainAutoencoder(x, { ...options, passes: 60 })
      const values = denseFromRows([Array.from(autoencoder.singularValues)])
      expect(distance(values, denseFromRows([one.singularValues]))).toBeLessThan(1e-9)
      expect(distance(encode(autoencoder, fresh), denseFromRows(one.newCodes))).toBeLessThan(1e-6)
    }
  })

  test('a few are near enough, and never above', () => {
    const best = energy(one.singularValues)
    const shares = [1, 5].map(passes => energy(trainAutoencoder(rows, { ...options, passes }).singularValues) / best)
    expect(shares[1]).toBeGreaterThan(0.98)
    expect(shares[1]).toBeLessThan(1 + 1e-9)
    expect(shares[0]).toBeLessThan(shares[1])
  })
})

test('the golden file has its cases', () => {
  expect([golden.cases.length, dims, newRows]).toEqual([3, 12, 3])
})
