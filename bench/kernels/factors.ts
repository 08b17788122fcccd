import { cholesky, type Dense, expInPlace, type FloatArray, solveLowerInPlace, syrk } from '../../src/math/index.ts'
import { productError, relativeError, triangularError } from './errors.ts'
import { engineExp, libraryCholesky } from './library.ts'
import { f64, normals, type Operation, transposeOf } from './operation.ts'

/** A = L·Lᵀ, A (n, n) positive definite. */
export function choleskyOf(n: number): Operation {
  return {
    name: `cholesky-f64-${n}`,
    title: `Cholesky factor, ${n} × ${n}, 64-bit floats`,
    flops: n ** 3 / 3,
    native: 'cholesky',
    most: 1e-12,
    prepare: () => {
      const a = definite(n)
      const error = (result: FloatArray) => {
        const l = { ...a, data: lowerOf(result, n) }
        return productError(l, { ...a, data: transposeOf(l.data, n) })(a.data)
      }
      return { matrices: { a }, ours: () => cholesky(a).data, rival: libraryCholesky(a), error }
    }
  }
}

/** L·X = B, L (n, n), B (n, k). */
export function solveOf(n: number, k: number): Operation {
  return {
    name: `solve-f64-${n}`,
    title: `L·X = B, L ${n} × ${n}, B ${n} × ${k}, 64-bit floats`,
    flops: n * n * k,
    native: 'solve',
    most: 1e-12,
    prepare: () => {
      const l = cholesky(definite(n))
      const b = normals(f64, n, k, 5)
      const x = { ...b, data: b.data.slice() }
      const ours = () => {
        x.data.set(b.data)
        return solveLowerInPlace(l, x).data
      }
      return { matrices: { a: l, b }, ours, error: triangularError(l, b) }
    }
  }
}

/** e^x of n numbers. */
export function expOf(n: number): Operation {
  return {
    name: 'exp-f64',
    title: `e^x of ${n.toLocaleString('en')} numbers, 64-bit floats`,
    flops: n,
    native: 'exp',
    most: 1e-14,
    prepare: () => {
      const a = normals(f64, 1, n, 6)
      const row = a.data.map(x => 4 * x - 8)
      const out = f64(n)
      const ours = () => {
        out.set(row)
        return expInPlace(out)
      }
      return {
        matrices: { a: { ...a, data: row } },
        ours,
        rival: engineExp(row),
        error: relativeError(row.map(Math.exp))
      }
    }
  }
}

/** A positive definite matrix: the products of random rows with each other, and a ridge. */
function definite(n: number): Dense {
  const { data } = syrk(normals(f64, n, n, 4))
  for (let i = 0; i < n; i++) data[i * n + i] += n
  return { rows: n, cols: n, data }
}

const lowerOf = (l: FloatArray, n: number) => Float64Array.from(l, (x, p) => (p % n <= Math.floor(p / n) ? x : 0))
