import { expect } from 'vitest'
import { type Dense, dense, eigenSymmetric, gramOfColumns, identity, multiply, outer } from '../../src/math/index.ts'
import { diagonal, distance } from './matrices.ts'

export function largest(a: Dense): number {
  return a.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
}

/** Ascending values, VᵀV = I, V·diag(values)·Vᵀ = A, in units of the largest entry. Returns the values. */
export function checkedValues(a: Dense, tolerance = 1e-13): number[] {
  const { values, vectors } = eigenSymmetric(a)
  const n = a.rows
  expect(values).toHaveLength(n)
  for (let i = 1; i < n; i++) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1])
  expect(distance(gramOfColumns(vectors), identity(n))).toBeLessThan(tolerance)
  const unit = largest(a) || 1
  const scaled = multiply(vectors, diagonal(Array.from(values, x => x / unit)))
  const expected = dense(
    n,
    n,
    a.data.map(x => x / unit)
  )
  expect(distance(outer(scaled, vectors), expected)).toBeLessThan(tolerance * Math.max(1, Math.sqrt(n)))
  return Array.from(values)
}
