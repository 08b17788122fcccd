import { blockProduct } from './block-product.ts'
import { type Dense, expectSame, type FloatArray, mirrorLower, room } from './dense.ts'
import { checkStrided, columnLines, rowLines, type Strided } from './strided.ts'

/**
 * A·B for matrices of 32-bit or of 64-bit numbers anywhere in their arrays: (n, d) · (d, k) → (n, k). `out` is overwritten and returned, a new row-major
 * matrix by default; it must not share numbers with A or B. Sums go from the first term to the last and are rounded to the size of a number
 * after each multiplication and addition, except on relaxed kernels, which round once for both.
 *
 * Throws RangeError on sizes that do not fit or entries outside of an array, TypeError on numbers of two sizes.
 */
export function gemm<A extends FloatArray>(a: Strided<A>, b: Strided<A>, out?: Strided<A>): Strided<A> {
  const c = out ?? emptyLike(a, a.rows, b.cols)
  checkStrided('a', a)
  checkStrided('b', b)
  checkStrided('out', c)
  expectSame('a.cols and b.rows', a.cols, b.rows)
  expectSame('a.rows and out.rows', a.rows, c.rows)
  expectSame('b.cols and out.cols', b.cols, c.cols)
  for (const [name, m] of [
    ['b', b],
    ['out', c]
  ] as const) {
    if (m.data.BYTES_PER_ELEMENT !== a.data.BYTES_PER_ELEMENT) {
      throw new TypeError(`${name}.data: expected ${a.data.constructor.name} as in a, got ${m.data.constructor.name}`)
    }
  }
  blockProduct(rowLines(a), columnLines(b), columnLines(c), { rows: a.rows, cols: b.cols, depth: a.cols })
  return c
}

/** A·Aᵀ, (n, d) → (n, n), symmetric to the last bit: half the work of {@link gemm}, which it is like in all else. */
export function syrk<A extends FloatArray>(a: Strided<A>): Dense<A> {
  checkStrided('a', a)
  const out = emptyLike(a, a.rows, a.rows)
  const lines = rowLines(a)
  blockProduct(lines, lines, columnLines(out), { rows: a.rows, cols: a.rows, depth: a.cols, symmetric: true })
  return mirrorLower(out)
}

function emptyLike<A extends FloatArray>({ data }: Strided<A>, rows: number, cols: number): Dense<A> {
  return { rows, cols, data: room(data.constructor as new (length: number) => A, rows, cols) }
}
