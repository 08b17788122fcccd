import { type FloatArray, gemm, syrk } from '../../src/math/index.ts'
import { productError } from './errors.ts'
import { libraryProduct, librarySquare } from './library.ts'
import { f32, f64, normals, type Operation, type Prepared, transposeOf } from './operation.ts'

/** A·B, (n, n) both. */
export function gemmOf(kind: 'f32' | 'f64', n: number): Operation {
  const single = kind === 'f32'
  return {
    name: `gemm-${kind}-${n}`,
    title: `A·B, ${n} × ${n}, ${single ? '32-bit floats; ml-matrix has 64 bits' : '64-bit floats'}`,
    flops: 2 * n ** 3,
    native: 'gemm',
    most: single ? 1e-4 : 1e-12,
    prepare: () => (single ? product(f32, n) : product(f64, n))
  }
}

function product<A extends FloatArray>(make: (length: number) => A, n: number): Prepared {
  const [a, b] = [normals(make, n, n, 1), normals(make, n, n, 2)]
  const out = { rows: n, cols: n, data: make(n * n) }
  return {
    matrices: { a, b },
    ours: () => gemm(a, b, out).data,
    rival: libraryProduct(a, b),
    error: productError(a, b)
  }
}

/** A·Aᵀ, A (n, n). */
export function syrkOf(n: number): Operation {
  return {
    name: `syrk-f64-${n}`,
    title: `A·Aᵀ, A ${n} × ${n}, 64-bit floats`,
    flops: n * n * (n + 1),
    native: 'syrk',
    most: 1e-12,
    prepare: () => {
      const a = normals(f64, n, n, 3)
      return {
        matrices: { a },
        ours: () => syrk(a).data,
        rival: librarySquare(a),
        error: productError(a, { ...a, data: transposeOf(a.data, n) })
      }
    }
  }
}
