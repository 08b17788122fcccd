import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnIndex, usedColumns } from '../../src/classify/column-index.ts'

const columnsOf = fc.integer({ min: 1, max: 300 }).chain(dims =>
  fc.record({
    dims: fc.constant(dims),
    columns: fc.array(fc.nat(dims - 1), { maxLength: 2 * dims })
  })
)

test('finds what a Map finds, whatever the number of columns', () => {
  fc.assert(
    fc.property(columnsOf, ({ dims, columns }) => {
      const used = Uint32Array.from(new Set(columns)).sort()
      expect(usedColumns(Uint32Array.from(columns), dims)).toEqual(used)
      const index = columnIndex(used, dims)
      const map = new Map(Array.from(used, (column, slot) => [column, slot]))
      for (let column = 0; column < dims; column++) expect(index.slot(column)).toBe(map.get(column) ?? -1)
    })
  )
})

test.each([1, 31, 32, 33, 63, 64, 65, 1024])('all of %d columns, the last one, and none', dims => {
  const all = Uint32Array.from({ length: dims }, (_, i) => i)
  expect(usedColumns(all, dims)).toEqual(all)
  const full = columnIndex(all, dims)
  for (const column of all) expect(full.slot(column)).toBe(column)
  const last = columnIndex(Uint32Array.of(dims - 1), dims)
  expect(last.slot(dims - 1)).toBe(0)
  if (dims > 1) expect(last.slot(dims - 2)).toBe(-1)
  const none = columnIndex(new Uint32Array(0), dims)
  expect(none.slot(0)).toBe(-1)
  expect(none.slot(dims - 1)).toBe(-1)
  expect(usedColumns(new Uint32Array(0), dims)).toHaveLength(0)
})
