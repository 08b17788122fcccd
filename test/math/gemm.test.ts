import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createRandom,
  type Dense,
  type FloatArray,
  gemm,
  type Strided,
  syrk,
  transpose,
  transposed
} from '../../src/math/index.ts'
import { anySeed, distance, fromMl, naiveProduct, randomDense, toMl } from './matrices.ts'
import { bothRoutes } from './routes.ts'

/** Sizes around the edges of a tile, of a vector and of nothing. */
const size = fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 40 }))
const depth = fc.oneof(size, fc.nat({ max: 300 }))

/** How a matrix lies in its array. */
const layout = fc.record({
  turned: fc.boolean(),
  backwards: fc.boolean(),
  offset: fc.nat({ max: 5 }),
  gap: fc.nat({ max: 3 }),
  step: fc.integer({ min: 1, max: 3 })
})
type Layout = typeof layout extends fc.Arbitrary<infer L> ? L : never

/** A matrix of random numbers that lies like that; what is between them is NaN. */
function lay<A extends FloatArray>(
  type: new (n: number) => A,
  rows: number,
  cols: number,
  seed: number,
  how: Layout
): Strided<A> {
  if (how.turned) return transposed(lay(type, cols, rows, seed, { ...how, turned: false }))
  const rowStride = Math.max(cols * how.step + how.gap, 1)
  const data = new type(how.offset + rows * rowStride + 1).fill(Number.NaN) as A
  const m = how.backwards
    ? { offset: how.offset + Math.max(rows - 1, 0) * rowStride, rowStride: -rowStride }
    : { offset: how.offset, rowStride }
  const random = createRandom(seed)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) data[m.offset + i * m.rowStride + j * how.step] = random.normal()
  return { rows, cols, data, ...m, colStride: how.step }
}

/** Row by row, by the definition of a strided matrix. */
function entries({ rows, cols, data, offset = 0, rowStride = cols, colStride = 1 }: Strided<FloatArray>): number[] {
  return Array.from(
    { length: rows * cols },
    (_, p) => data[offset + Math.floor(p / cols) * rowStride + (p % cols) * colStride]
  )
}

/** The product by the definition, rounded to the size of a number after every step. */
function rounded(a: Strided<FloatArray>, b: Strided<FloatArray>, round: (x: number) => number): number[] {
  const [x, y] = [entries(a), entries(b)]
  return Array.from({ length: a.rows * b.cols }, (_, at) => {
    const [i, j] = [Math.floor(at / b.cols), at % b.cols]
    let sum = 0
    for (let p = 0; p < a.cols; p++) sum = round(sum + round(x[i * a.cols + p] * y[p * b.cols + j]))
    return sum
  })
}

/** The first places where two long lists differ. */
function differences(a: readonly number[], b: readonly number[]): number[] {
  expect(a.length).toBe(b.length)
  return a.flatMap((x, i) => (Object.is(x, b[i]) ? [] : [i])).slice(0, 5)
}

describe.each([
  ['32-bit', Float32Array, Math.fround],
  ['64-bit', Float64Array, (x: number) => x]
] as const)('%s products', (_, type, round) => {
  const make = type as new (n: number) => FloatArray

  test('are the definition to the last bit, on either route, wherever the matrices lie', () => {
    fc.assert(
      fc.property(size, depth, size, anySeed, layout, layout, layout, (n, d, k, seed, how, how2, how3) => {
        const a = lay(make, n, d, seed, how)
        const b = lay(make, d, k, seed + 1, how2)
        const expected = rounded(a, b, round)
        for (const product of bothRoutes(() => gemm(a, b))) expect(entries(product)).toEqual(expected)
        const outs = bothRoutes(() => gemm(a, b, lay(make, n, k, 0, how3)))
        for (const out of outs) {
          expect(entries(out)).toEqual(expected)
          // Only the entries of the product were written.
          expect(out.data.filter(Number.isNaN).length).toBe(out.data.length - n * k)
        }
        const [gram, plain] = bothRoutes(() => syrk(a))
        expect(gram).toEqual(plain)
        expect(Array.from(gram.data)).toEqual(rounded(a, transposed(a), round))
      }),
      { seed: 5, numRuns: 100 }
    )
  })

  test('of more than a block on every side', () => {
    const [n, d, k] = [523, 135, 530]
    const a = lay(make, n, d, 1, { turned: true, backwards: false, offset: 3, gap: 1, step: 1 })
    const b = lay(make, d, k, 2, { turned: false, backwards: true, offset: 0, gap: 0, step: 1 })
    const [product, plain] = bothRoutes(() => gemm(a, b))
    expect(differences(entries(product), entries(plain))).toEqual([])
    expect(differences(entries(product), rounded(a, b, round))).toEqual([])
    const [gram, plainGram] = bothRoutes(() => syrk(a))
    expect(differences(entries(gram), entries(plainGram))).toEqual([])
    expect(differences(entries(gram), rounded(a, transposed(a), round))).toEqual([])
  })
})

test('agrees with ml-matrix', () => {
  const a = randomDense(97, 64, 1)
  const b = randomDense(64, 101, 2)
  const expected = fromMl(toMl(a).mmul(toMl(b)))
  for (const product of bothRoutes(() => gemm(a, b) as Dense)) expect(distance(product, expected)).toBeLessThan(1e-12)
  expect(bothRoutes(() => gemm(transposed(transpose(a)), b))[0].data).toEqual(naiveProduct(a, b).data)
})

test('NaN and Infinity stay in their row and column', () => {
  const a = randomDense(20, 20, 3)
  a.data[5 * 20 + 3] = Number.NaN
  a.data[7 * 20 + 3] = Number.POSITIVE_INFINITY
  for (const { data } of bothRoutes(() => gemm(a, randomDense(20, 20, 4)))) {
    const odd = Array.from({ length: 20 }, (_, i) => data.subarray(i * 20, i * 20 + 20).some(x => !Number.isFinite(x)))
    expect(odd.flatMap((is, i) => (is ? [i] : []))).toEqual([5, 7])
  }
})

const m23 = { rows: 2, cols: 3, data: new Float64Array(6) }
const m32 = { rows: 3, cols: 2, data: new Float64Array(6) }
test.each<[string, () => unknown, Error]>([
  ['inner sizes', () => gemm(m23, m23), new RangeError('a.cols and b.rows: expected equal sizes, got 3 and 2')],
  [
    'rows of out',
    () => gemm(m23, m32, { ...m32, cols: 2 }),
    new RangeError('a.rows and out.rows: expected equal sizes, got 2 and 3')
  ],
  [
    'columns of out',
    () => gemm(m23, m32, m23),
    new RangeError('b.cols and out.cols: expected equal sizes, got 2 and 3')
  ],
  [
    'an array too short',
    () => gemm({ ...m23, rowStride: 4 }, m32),
    new RangeError('a: expected entries within 0 … 5, got 0 … 6')
  ],
  [
    'before the start',
    () => syrk({ ...m23, offset: 1, colStride: -1 }),
    new RangeError('a: expected entries within 0 … 5, got -1 … 4')
  ],
  [
    'half a step',
    () => gemm(m23, { ...m32, rowStride: 0.5 }),
    new RangeError('b: expected integer offset and strides, got 0.5')
  ],
  ['a size below 0', () => syrk({ ...m23, rows: -1 }), new RangeError('a: expected sizes from 0 on, got -1 × 3')],
  [
    'two sizes of numbers',
    () => gemm<FloatArray>(m23, { ...m32, data: new Float32Array(6) }),
    new TypeError('b.data: expected Float64Array as in a, got Float32Array')
  ]
])('refused: %s', (_, run, error) => {
  expect(run).toThrow(error)
})
