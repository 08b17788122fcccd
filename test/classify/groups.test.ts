import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealGroups } from '../../src/classify/groups.ts'
import { createRandom, type Sparse } from '../../src/math/index.ts'
import { sparse } from './samples.ts'

/** One column per kind of row: rows of one kind are copies. */
function rowsOf(kinds: readonly number[]): Sparse[] {
  const cols = Math.max(...kinds) + 1
  return [sparse(...kinds.map(kind => Array.from({ length: cols }, (_, j) => (j === kind ? 1 + (j % 3) : 0))))]
}

/** A row of one entry each, all different. */
const rowsOfOne = (n: number): Sparse[] => [
  {
    rows: n,
    cols: n,
    indptr: Uint32Array.from({ length: n + 1 }, (_, i) => i),
    indices: inOrder(n),
    values: new Float32Array(n).fill(1)
  }
]

const inOrder = (n: number) => Uint32Array.from({ length: n }, (_, i) => i)

describe('groups of rows', () => {
  test('every row is in one, in order, and copies are together', () => {
    const rows = fc.array(fc.record({ kind: fc.nat(12), label: fc.constantFrom('a', 'b', 'c') }), {
      minLength: 1,
      maxLength: 40
    })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), fc.nat(1000), (list, count, seed) => {
        const kinds = list.map(row => row.kind)
        const groups = dealGroups(
          list.map(row => row.label),
          rowsOf(kinds),
          count,
          createRandom(seed).permutation(list.length)
        )
        expect(groups.length).toBeLessThanOrEqual(count)
        for (const group of groups) {
          expect(group.length).toBeGreaterThan(0)
          expect(group).toEqual(group.slice().sort())
        }
        expect(Uint32Array.from(groups.flatMap(group => Array.from(group))).sort()).toEqual(inOrder(list.length))
        const groupOf = new Map<number, number>()
        groups.forEach((group, g) => {
          for (const row of group) {
            expect(groupOf.get(kinds[row]) ?? g).toBe(g)
            groupOf.set(kinds[row], g)
          }
        })
      })
    )
  })

  test('each has its share of every class', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 9 }), fc.nat(1000), (classes, count, seed) => {
        const labels = classes.flatMap((size, label) => new Array<string>(size).fill(String(label)))
        const n = labels.length
        const groups = dealGroups(labels, rowsOf(Array.from(inOrder(n))), count, createRandom(seed).permutation(n))
        classes.forEach((size, label) => {
          const shares = groups.map(group => group.filter(row => labels[row] === String(label)).length)
          expect(Math.max(...shares)).toBeLessThanOrEqual(Math.ceil(size / count))
          if (groups.length === count) expect(Math.min(...shares)).toBeGreaterThanOrEqual(Math.floor(size / count))
        })
        // What is left over is spread: a few rows of each class do not all fall on the first group.
        if (n >= count && classes.length === 1) expect(groups).toHaveLength(count)
      })
    )
  })

  test('stretches of neighbours from all over, where classes are large enough', () => {
    const n = 6000
    const labels = Array.from({ length: n }, (_, i) => (i < 5500 ? 'large' : 'small'))
    const rows = rowsOfOne(n)
    const runsOf = (group: Uint32Array, label: string) => {
      const mine = Array.from(group).filter(row => labels[row] === label)
      return mine.filter((row, at) => at === 0 || mine[at - 1] !== row - 1).length
    }
    for (const [stretches, runs] of [
      [1, 1],
      [3, 3],
      [8, 4]
    ]) {
      const groups = dealGroups(labels, rows, 5, inOrder(n), stretches)
      for (const group of groups) {
        expect(group.length).toBe(n / 5)
        expect(runsOf(group, 'large')).toBe(runs)
        expect(runsOf(group, 'small')).toBe(1)
      }
      expect(Uint32Array.from(groups.flatMap(group => Array.from(group))).sort()).toEqual(inOrder(n))
    }
  })

  test('two classes of one row make two groups, not one of both', () => {
    expect(dealGroups(['a', 'b'], rowsOf([0, 1]), 5, inOrder(2))).toEqual([Uint32Array.of(0), Uint32Array.of(1)])
  })

  test('rows with nothing in them are copies of each other, whatever their class', () => {
    expect(dealGroups(['a', 'b', 'a'], [sparse([0], [0], [0])], 5, inOrder(3))).toEqual([Uint32Array.of(0, 1, 2)])
  })

  test('a copy is told by counts and by block, not only by columns', () => {
    const first = [sparse([1, 0], [2, 0], [0, 0]), sparse([0, 0], [0, 0], [1, 0])]
    expect(dealGroups(['a', 'a', 'a'], first, 3, inOrder(3))).toHaveLength(3)
    const same = [sparse([1, 0], [1, 0]), sparse([0, 3], [0, 3])]
    expect(dealGroups(['a', 'b'], same, 3, inOrder(2))).toEqual([Uint32Array.of(0, 1)])
  })
})
