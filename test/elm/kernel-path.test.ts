import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kernelPath, trainOnKernel } from '../../src/elm/index.ts'
import { solveSmall } from '../../src/elm/solve-small.ts'
import { type Dense, dense, gramOfRows, multiply, toDense } from '../../src/math/index.ts'
import { anySeed, distance, randomDense } from '../math/matrices.ts'
import { expectThrown, type Table, table } from './rows.ts'

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** Kernels of a table: its blocks in changing shares, and a constant. */
function kernelOf({ blocks }: Table, share: number): Dense {
  const [a, b] = blocks.map(block => gramOfRows(toDense(block)).data)
  const n = blocks[0].rows
  return dense(
    n,
    n,
    a.map((x, i) => share * x + (1 - share) * b[i] + 1)
  )
}

const dealt = (n: number, count: number) =>
  Array.from({ length: count }, (_, g) =>
    Uint32Array.from(Array.from({ length: n }, (_, i) => i).filter(i => i % count === g))
  )

/** g + λα, (n, k): zero at the optimum wherever K does not hide it. */
function slopeOf({ targets, sampleWeights }: Table, kernel: Dense, ridge: number, alpha: Dense): Dense {
  const scores = multiply(kernel, alpha)
  const { rows: n, cols: k } = targets
  return dense(
    n,
    k,
    scores.data.map((f, p) => sampleWeights[Math.floor(p / k)] * (sigmoid(f) - targets.data[p]) + ridge * alpha.data[p])
  )
}

/** f_G + (I − S_GG W_G)⁻¹ S_GG g_G with S = K(WK + λI)⁻¹, worked out by elimination. */
function leftOutOf(
  { targets, sampleWeights }: Table,
  kernel: Dense,
  ridge: number,
  alpha: Dense,
  groups: readonly Uint32Array[]
) {
  const { rows: n, cols: k } = targets
  const scores = multiply(kernel, alpha)
  const out = dense(n, k, scores.data.slice())
  for (let o = 0; o < k; o++) {
    const p = Float64Array.from({ length: n }, (_, i) => sigmoid(scores.data[i * k + o]))
    const w = p.map((x, i) => sampleWeights[i] * x * (1 - x))
    const g = p.map((x, i) => sampleWeights[i] * (x - targets.data[i * k + o]))
    // Column j of S: (KW + λI)·s = K e_j, since S is symmetric.
    const s = dense(n, n)
    for (let j = 0; j < n; j++) {
      const a = dense(
        n,
        n,
        kernel.data.map((x, q) => x * w[q % n] + (Math.floor(q / n) === q % n ? ridge : 0))
      )
      const column = solveSmall(
        a,
        Float64Array.from({ length: n }, (_, i) => kernel.data[i * n + j])
      )
      for (let i = 0; i < n; i++) s.data[i * n + j] = column[i]
    }
    for (const group of groups) {
      const m = group.length
      const inner = dense(m, m)
      const right = new Float64Array(m)
      group.forEach((i, a) => {
        group.forEach((j, b) => {
          inner.data[a * m + b] = (a === b ? 1 : 0) - s.data[i * n + j] * w[j]
          right[a] += s.data[i * n + j] * g[j]
        })
      })
      const change = solveSmall(inner, right)
      group.forEach((i, a) => {
        out.data[i * k + o] += change[a]
      })
    }
  }
  return out
}

const steps = fc.array(
  fc.record({ share: fc.constantFrom(0, 0.3, 0.5, 1), ridge: fc.constantFrom(0.02, 0.1, 0.5, 2, 30) }),
  {
    minLength: 1,
    maxLength: 4
  }
)

describe('every machine of a path', () => {
  test.each([3, 20, 64, 65, 90])('of %i rows is at its optimum, wherever the path has been', n => {
    fc.assert(
      fc.property(anySeed, steps, (seed, path) => {
        const rows = table(n, seed)
        const solve = kernelPath(rows.targets, { sampleWeights: rows.sampleWeights })
        for (const { share, ridge } of path) {
          const kernel = kernelOf(rows, share)
          const { alpha, leftOut } = solve(kernel, ridge)
          const slope = slopeOf(rows, kernel, ridge, alpha)
          for (const x of slope.data) expect(Math.abs(x)).toBeLessThan(1e-9)
          const direct = kernelPath(rows.targets, { sampleWeights: rows.sampleWeights })(kernel, ridge)
          expect(distance(multiply(kernel, alpha), multiply(kernel, direct.alpha))).toBeLessThan(1e-9)
          expect(distance(leftOut, direct.leftOut)).toBeLessThan(1e-5)
        }
      }),
      { seed: 4, numRuns: 30 }
    )
  })

  test.each([12, 70])('of %i rows leaves groups out as the formula says', n => {
    fc.assert(
      fc.property(anySeed, fc.constantFrom(3, 5), (seed, count) => {
        const rows = table(n, seed, n > 64 ? 1 : 3)
        const groups = dealt(n, count)
        const solve = kernelPath(rows.targets, { sampleWeights: rows.sampleWeights, groups })
        solve(kernelOf(rows, 0.9), 1)
        const kernel = kernelOf(rows, 0.4)
        const { alpha, leftOut } = solve(kernel, 0.1)
        expect(distance(leftOut, leftOutOf(rows, kernel, 0.1, alpha, groups))).toBeLessThan(1e-6)
      }),
      { numRuns: n > 64 ? 2 : 15 }
    )
  })

  test('is the one trained by itself, every row alone and of any weight', () => {
    const rows = table(25, 4)
    rows.sampleWeights[3] = 0
    rows.sampleWeights[4] = 1000
    const kernel = kernelOf(rows, 0.5)
    const { alpha, leftOut } = kernelPath(rows.targets, { sampleWeights: rows.sampleWeights })(kernel, 0.5)
    const other = trainOnKernel(kernel, rows.targets, {
      head: 'logistic',
      sampleWeights: rows.sampleWeights,
      ridge: 0.5
    })
    expect(distance(multiply(kernel, alpha), other.scores)).toBeLessThan(1e-8)
    expect(distance(leftOut, other.leftOut)).toBeLessThan(1e-3)
    expect(alpha.data[3 * 2]).toBe(0)
  })
})

test('where λ is next to nothing beside the kernel, each is trained by itself', () => {
  const rows = table(10, 1)
  const kernel = kernelOf(rows, 0.5)
  const huge = dense(
    10,
    10,
    kernel.data.map(x => 1e12 * x)
  )
  const own = trainOnKernel(huge, rows.targets, { head: 'logistic', ridge: 10 })
  expect(kernelPath(rows.targets)(huge, 10).alpha).toEqual(own.alpha)
})

test('equal rows and a kernel of rank one have an optimum too', () => {
  const x = randomDense(1, 3, 8)
  const same = dense(
    12,
    3,
    Float64Array.from({ length: 36 }, (_, i) => x.data[i % 3])
  )
  const targets = dense(
    12,
    1,
    Float64Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 1 : 0))
  )
  const { alpha } = kernelPath(targets)(gramOfRows(same), 1e-3)
  const scores = multiply(gramOfRows(same), alpha).data
  for (const f of scores) expect(sigmoid(f)).toBeCloseTo(1 / 3, 2)
})

test('says what is wrong with a kernel, a target or λ', () => {
  const rows = table(4, 2)
  const kernel = kernelOf(rows, 0.5)
  const solve = kernelPath(rows.targets)
  expectThrown(() => solve(dense(3, 3), 1), RangeError, 'targets.rows: expected 3, one per row of features, got 4')
  expect(() => solve(kernel, 0)).toThrow('ridge: expected')
  expect(() => kernelPath(dense(4, 1, Float64Array.of(0, 1, 2, 0)))(kernel, 1)).toThrow(
    'targets.data[2]: expected 0 to 1'
  )
  expect(() => kernelPath(rows.targets, { groups: [Uint32Array.of(0)] })(kernel, 1)).toThrow('groups')
  const aborted = { aborted: true, reason: new Error('enough') }
  expect(() => kernelPath(rows.targets, { signal: aborted })(kernel, 1)).toThrow('enough')
})
