import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dequantizeRow, dotQuantizedRow, dotQuantizedRows, quantizeRows } from '../../src/embed/index.ts'
import { dense, denseFromRows, rowOf } from '../../src/math/index.ts'
import { anySeed, randomDense, thrownBy } from '../math/matrices.ts'

const anyCount = fc.integer({ min: 0, max: 11 })

test('every number is within half a step of itself, and a step is the 127th part of the largest', () => {
  fc.assert(
    fc.property(anyCount, anyCount, anySeed, fc.integer({ min: -60, max: 60 }), (n, d, seed, exponent) => {
      const m = dense(
        n,
        d,
        randomDense(n, d, seed).data.map(x => x * 2 ** exponent)
      )
      const vectors = quantizeRows(m)
      expect([vectors.rows, vectors.dims, vectors.codes.length, vectors.scales.length]).toEqual([n, d, n * d, n])
      for (let i = 0; i < n; i++) {
        const row = rowOf(m, i)
        const most = row.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0)
        expect(vectors.scales[i]).toBe(Math.fround(most / 127))
        const back = dequantizeRow(vectors, i)
        row.forEach((x, j) => {
          expect(Math.abs(back[j] - x)).toBeLessThanOrEqual((most / 127) * 0.5 * (1 + 1e-4))
        })
      }
    }),
    { seed: 4, numRuns: 100 }
  )
})

test('a row and its negative are as exact, and codes stay within 127', () => {
  const { codes, scales } = quantizeRows(
    denseFromRows([
      [-3, 3, -1, 0.4],
      [0, 0, 0, 0],
      [0, 1.2e-20, 0, -2e-20]
    ])
  )
  expect(Array.from(codes)).toEqual([-127, 127, -42, 17, 0, 0, 0, 0, 0, 76, 0, -127])
  expect(scales[1]).toBe(0)
})

test('dot products of rows are those of the numbers they stand for, one by one and all at once', () => {
  fc.assert(
    fc.property(anyCount, anyCount, anySeed, (n, d, seed) => {
      const vectors = quantizeRows(randomDense(n, d, seed))
      const query = randomDense(1, d, seed + 1).data
      const all = dotQuantizedRows(vectors, query)
      const inFloats = dotQuantizedRows(vectors, Float32Array.from(query), new Float64Array(n).fill(7))
      expect(inFloats).toEqual(all)
      for (let i = 0; i < n; i++) {
        expect(dotQuantizedRow(vectors, i, query)).toBe(all[i])
        const row = dequantizeRow(vectors, i)
        const sum = row.reduce((s, x, j) => s + x * query[j], 0)
        expect(Math.abs(all[i] - sum)).toBeLessThan(1e-5)
      }
    }),
    { seed: 4, numRuns: 100 }
  )
})

test('numbers at the ends of what floats hold', () => {
  const tiny = quantizeRows(
    denseFromRows([
      [1e-37, -1e-38],
      [Number.MIN_VALUE, 0]
    ])
  )
  expect([Array.from(tiny.codes), Array.from(tiny.scales)]).toEqual([
    [0, 0, 0, 0],
    [0, 0]
  ])
  const small = quantizeRows(denseFromRows([[2e-36, -1e-36]]))
  expect(Math.abs(dequantizeRow(small, 0)[1] + 1e-36)).toBeLessThan(1e-38)
  const large = quantizeRows(denseFromRows([[3e37, -9.9e37]]))
  expect(Math.abs(dequantizeRow(large, 0)[0] / 3e37 - 1)).toBeLessThan(0.02)
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1.1e38]) {
    expect(thrownBy(() => quantizeRows(denseFromRows([[0, bad]])))).toMatchObject({
      name: 'RangeError',
      message: expect.stringContaining(`vector[1]: expected a finite number up to`)
    })
  }
})

test('rows and lengths that are not there', () => {
  const vectors = quantizeRows(dense(2, 3))
  const asked: [() => unknown, string][] = [
    [() => dequantizeRow(vectors, 2), 'row: expected an integer from 0 to 1, got 2'],
    [() => dotQuantizedRow(vectors, -1, new Float64Array(3)), 'row: expected an integer from 0 to 1, got -1'],
    [() => dotQuantizedRow(vectors, 0, new Float64Array(4)), 'query: expected 3 numbers, got 4'],
    [() => dotQuantizedRows(vectors, new Float64Array(2)), 'query: expected 3 numbers, got 2'],
    [() => dotQuantizedRows(vectors, new Float64Array(3), new Float64Array(1)), 'out: expected 2 numbers, got 1']
  ]
  for (const [ask, message] of asked) expect(thrownBy(ask)).toMatchObject({ name: 'RangeError', message })
})
