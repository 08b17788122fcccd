import { expect, test } from 'vitest'
import {
  dense,
  denseFromSparse,
  multiplySparse,
  multiplySparseTransposed,
  sparseRows,
  transpose
} from '../../src/math/index.ts'
import { naiveProduct, randomDense, randomSparse } from './matrices.ts'
import { bothRoutes } from './routes.ts'

// [rows, inner size, columns, share of entries]
const sizes = [
  [40, 30, 24, 0.3],
  [41, 30, 7, 0.3],
  [1, 300, 17, 0.9],
  [300, 5, 129, 0.5],
  [200, 90, 8, 0.02],
  [0, 3, 9, 0.5],
  [5, 0, 9, 0.5],
  [90, 50, 0, 0.5]
] as const

test.each(sizes)(
  '%i × %i × %i, strip by strip: the sums of the definition, to the last bit, on any route',
  (n, d, k, share) => {
    const s = randomSparse(n, d, 3, share)
    const b = randomDense(d, k, 4)
    const expected = naiveProduct(denseFromSparse(s), b)
    const used = dense(n, k)
    used.data.fill(Number.NaN)
    for (const out of [undefined, used])
      for (const got of bothRoutes(() => multiplySparse(s, b, out))) expect(got).toEqual(expected)
    expect(multiplySparse(s, b, used)).toBe(used)
    const c = randomDense(n, k, 5)
    const turned = naiveProduct(transpose(denseFromSparse(s)), c)
    for (const got of bothRoutes(() => multiplySparseTransposed(s, c))) expect(got).toEqual(turned)
  }
)

test('few entries of many rows of B: as those of more', () => {
  const s = randomSparse(60, 400, 1, 0.3)
  const b = randomDense(400, 40, 2)
  const whole = multiplySparse(s, b)
  for (const rows of [[7], [3, 3], [59, 0]]) {
    const some = sparseRows(s, rows)
    expect(some.indices.length).toBeLessThan(400)
    const expected = dense(
      rows.length,
      40,
      Float64Array.from(rows.flatMap(i => Array.from(whole.data.slice(40 * i, 40 * i + 40))))
    )
    expect(multiplySparse(some, b)).toEqual(expected)
  }
})

test('an output of another shape is refused', () => {
  const s = randomSparse(3, 4, 1)
  expect(() => multiplySparse(s, dense(4, 2), dense(2, 2))).toThrow(
    's.rows and out.rows: expected equal sizes, got 3 and 2'
  )
  expect(() => multiplySparse(s, dense(4, 2), dense(3, 1))).toThrow(
    'b.cols and out.cols: expected equal sizes, got 2 and 1'
  )
})
