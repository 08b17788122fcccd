import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gramSum } from '../../src/elm/gram-sum.ts'
import { type Kernel, type KernelTerm, kernelSum } from '../../src/elm/index.ts'
import { landmarkRows } from '../../src/elm/landmark-rows.ts'
import { blockRows, rowBlock } from '../../src/elm/row-blocks.ts'
import { stackRows } from '../../src/elm/stack-rows.ts'
import {
  checkSparse,
  dense,
  gramOfColumns,
  type Matrix,
  solveLowerInPlace,
  solveRowsInPlace,
  transpose
} from '../../src/math/index.ts'
import {
  anySeed,
  distance,
  randomDefinite,
  randomDense,
  randomSparse,
  randomWeights,
  spreadColumns
} from '../math/matrices.ts'
import { asDense, expectThrown, pick, without } from './rows.ts'

const anyKernel = fc.constantFrom<Kernel>(
  { type: 'linear' },
  { type: 'cosine' },
  { type: 'rbf', gamma: 0.3 },
  { type: 'laplacian', gamma: 0.2 },
  { type: 'polynomial', degree: 2 }
)
const runs = { seed: 5, numRuns: 60 }

describe('kernel values against landmarks that stay', () => {
  test('are those of any two matrices, dense or sparse on either side, over used memory or new', () => {
    fc.assert(
      fc.property(
        anySeed,
        anyKernel,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(0, 0.5, 1),
        (seed, kernel, thinRows, thinLandmarks, weight) => {
          const sparse = randomSparse(9, 7, seed, 0.5)
          const full = randomDense(9, 4, seed + 1)
          const side = (m: Matrix, thin: boolean) => (thin ? m : asDense(m))
          const blocks = (thin: boolean, rows: number[]) => [pick(side(sparse, thin), rows), pick(full, rows)]
          const terms: KernelTerm[] = [
            { kernel, weight },
            { kernel: { type: 'rbf' }, weight: 0.7 }
          ]
          for (const some of [terms, [terms[1], terms[0]], [terms[0], { kernel, weight: 0 }]]) {
            const order = some[0] === terms[1] ? [1, 0] : [0, 1]
            const at = (thin: boolean, rows: number[]) => order.map(b => blocks(thin, rows)[b])
            const landmarks = at(thinLandmarks, [1, 4, 5, 8])
            const rows = at(thinRows, [0, 1, 2, 3, 6])
            const against = landmarkRows(some, landmarks)
            const expected = kernelSum(some, rows, landmarks)
            expect(distance(against.kernel(rows), expected)).toBeLessThan(1e-12)
            const room = new Float64Array(23).fill(Number.NaN)
            const values = against.kernel(rows, room)
            expect(values).toEqual(against.kernel(rows))
            expect(values.data.buffer).toBe(room.buffer)
            expect(against.kernel(rows, new Float64Array(19)).data.length).toBe(20)
          }
        }
      ),
      runs
    )
  })

  test('columns by the table and by search give the same bits', () => {
    const rows = randomSparse(12, 9, 3, 0.4)
    const kernel = [{ kernel: { type: 'cosine' } }] as const
    const near = landmarkRows(kernel, [pick(rows, [0, 5, 7])]).kernel([rows])
    const wide = spreadColumns(rows, 2 ** 22)
    expect(landmarkRows(kernel, [pick(wide, [0, 5, 7])]).kernel([wide])).toEqual(near)
  })

  test('blocks that do not fit are named', () => {
    const against = landmarkRows(
      [{ kernel: { type: 'linear' } }, { kernel: { type: 'linear' } }],
      [dense(2, 3), dense(2, 1)]
    )
    expectThrown(() => against.kernel([dense(4, 3)]), RangeError, 'blocks: expected 2, one per kernel, got 1')
    expectThrown(() => against.kernel([dense(4, 3), dense(4, 2)]), RangeError, 'blocks[1].cols: expected 1, got 2')
    expectThrown(
      () => against.kernel([dense(4, 3), dense(3, 1)]),
      RangeError,
      'blocks[1].rows: expected 4 as in blocks[0], got 3'
    )
  })
})

test('a Gram matrix of blocks: the lower triangle of the whole', () => {
  for (const [n, r] of [
    [40, 5],
    [30, 256],
    [60, 600],
    [3, 1],
    [2, 0]
  ] as const) {
    const phi = randomDense(n, r, n)
    const weights = randomWeights(n, r).map(Math.abs)
    const sum = gramSum(r)
    for (const [from, to] of [
      [0, 1],
      [1, n]
    ])
      sum.add(rowBlock(phi, from, to) as typeof phi, weights.subarray(from, to))
    const whole = gramOfColumns(phi, weights)
    for (let i = 0; i < r; i++) for (let j = i + 1; j < r; j++) whole.data[i * r + j] = 0
    expect(distance(sum.lower, whole)).toBeLessThan(1e-11)
  }
})

test('triangles solved row by row: the bits of columns', () => {
  for (const [n, k] of [
    [5, 2],
    [40, 3],
    [40, 30],
    [0, 3],
    [3, 0]
  ] as const) {
    const l = randomDefinite(n, 2)
    const b = randomDense(k, n, 3)
    const expected = transpose(solveLowerInPlace(l, transpose(b)))
    expect(solveRowsInPlace(l, b)).toBe(b)
    expect(b).toEqual(expected)
  }
  expectThrown(() => solveRowsInPlace(dense(2, 2), dense(1, 3)), RangeError, 'b.rows: expected 2, got 3')
})

test('blocks of rows: views of what is there, and put together again the same', () => {
  for (const m of [randomDense(11, 3, 1), randomSparse(11, 6, 2, 0.4), randomSparse(11, 0, 2)] as const) {
    const parts = [
      [0, 4],
      [4, 4],
      [4, 10],
      [10, 11]
    ].map(([from, to]) => rowBlock(m, from, to))
    for (const part of parts) if ('indptr' in part) checkSparse(part)
    expect(parts[2]).toEqual(pick(m as Matrix, without(10, [0, 1, 2, 3])))
    expect(stackRows(parts)).toEqual(m)
  }
  expect([0, 1, 64, 1000, 4096, 1e6].map(blockRows)).toEqual([4096, 4096, 4096, 524, 256, 256])
})
