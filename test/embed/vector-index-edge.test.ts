import { describe, expect, test } from 'vitest'
import { createVectorIndex, quantizeRows, vectorIndexFrom } from '../../src/embed/index.ts'
import { dense, rowOf } from '../../src/math/index.ts'
import { randomDense } from '../math/matrices.ts'

test('an index of quantised rows is one to which they were added, and shares nothing with them', () => {
  const m = randomDense(20, 6, 8)
  const vectors = quantizeRows(m)
  const ids = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? i : String(i)))
  const index = vectorIndexFrom({ ids, vectors })
  const added = createVectorIndex({ dims: 6 })
  ids.forEach((id, i) => {
    added.add(id, rowOf(m, i))
  })
  expect(index.rows()).toEqual(added.rows())
  vectors.codes.fill(0)
  expect(index.search(rowOf(m, 1), 20)).toEqual(added.search(rowOf(m, 1), 20))
})

test('an index of no dims holds ids, and all of them score 0', () => {
  const index = createVectorIndex({ dims: 0 })
  index.add('a', new Float32Array(0))
  index.add('b', new Float32Array(0))
  expect(index.search(new Float32Array(0), 5)).toEqual([
    { id: 'a', score: 0 },
    { id: 'b', score: 0 }
  ])
})

describe('what is refused', () => {
  const index = createVectorIndex({ dims: 2 })
  index.add('a', Float32Array.of(1, 0))
  const vector = Float32Array.of(0, 1)
  const asked: [string, () => unknown][] = [
    ['id: expected one that is not there, got "a"', () => index.add('a', vector)],
    ['id: expected a string or a finite number, got NaN', () => index.add(Number.NaN, vector)],
    ['id: expected a string or a finite number, got an object', () => index.add({} as never, vector)],
    ['vector: expected 2 numbers, got 3', () => index.add('b', new Float32Array(3))],
    ['vector: expected 2 numbers, got undefined', () => index.add('b', undefined as never)],
    ['vector[1]: expected a finite number', () => index.add('b', Float32Array.of(0, Number.NaN))],
    ['vector: expected 2 numbers, got 1', () => index.search(Float32Array.of(1), 1)],
    ['vector[0]: expected a finite number up to 1e+38, got Infinity', () => index.search(Float32Array.of(1 / 0, 0), 1)],
    ['vector: expected 2 numbers, got 1', () => index.score('a', Float32Array.of(1))],
    ['k: expected a non-negative integer, got -1', () => index.search(vector, -1)],
    ['k: expected a non-negative integer, got 1.5', () => index.search(vector, 1.5)],
    ['options.dims: expected an integer from 0 to 4096, got undefined', () => createVectorIndex({} as never)],
    ['options.size: unknown option, expected one of dims', () => createVectorIndex({ dims: 2, size: 3 } as never)],
    [
      'ids: expected 2, one for each row, got 1',
      () => vectorIndexFrom({ ids: ['a'], vectors: quantizeRows(dense(2, 1)) })
    ],
    [
      'ids: expected each once, got "a" twice',
      () => vectorIndexFrom({ ids: ['a', 'a'], vectors: quantizeRows(dense(2, 1)) })
    ]
  ]
  test.each(asked)('%s', (message, ask) => {
    expect(ask).toThrow(message)
    expect([index.size, index.has('b'), index.search(vector, 5).length]).toEqual([1, false, 1])
  })
})
