import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { width } from '../../src/cli/look.ts'
import { snippetLines } from '../../src/cli/snippet.ts'
import { wrap } from '../../src/cli/wrap.ts'

const cut = (text: string, columns: number) => wrap(text, columns).map(([start, end]) => text.slice(start, end))

describe('lines', () => {
  test.each<[string, number, string[]]>([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 6, ['one', 'two', 'three']],
    ['one two', 7, ['one two']],
    ['onetwothree', 4, ['onet', 'woth', 'ree']],
    ['a onetwothree', 4, ['a', 'onet', 'woth', 'ree']],
    ['日本語の文', 5, ['日本', '語の', '文']],
    ['👨‍👩‍👧👍', 2, ['👨‍👩‍👧', '👍']],
    ['', 5, []]
  ])('%j in %i columns', (text, columns, lines) => {
    expect(cut(text, columns)).toEqual(lines)
  })

  test('hold all of a text but the spaces at the cuts, and are no wider than told', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '日', '👍', 'e\u0301'), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (text, columns) => {
        const lines = wrap(text, columns)
        for (const [start, end] of lines) expect(width(text.slice(start, end))).toBeLessThanOrEqual(columns)
        let at = 0
        for (const [start, end] of lines) {
          expect(text.slice(at, start).length).toBeLessThanOrEqual(1)
          expect(text.slice(at, start).trim()).toBe('')
          at = end
        }
        expect(text.slice(at).trim()).toBe('')
      })
    )
  })
})

describe('snippets', () => {
  const show = (text: string, marks: [number, number][], columns = 40, { start = 0, length = text.length } = {}) =>
    snippetLines(
      { field: 'text', start, end: start + text.length, text, marks: marks.map(([start, end]) => ({ start, end })) },
      length,
      columns,
      piece => `<${piece}>`
    )

  test('marks stay on their words over white space, lines and cut lines', () => {
    expect(
      show('a\r\n\r\n  owl in\tthe box', [
        [7, 10],
        [14, 21]
      ])
    ).toEqual(['a <owl> in <the box>'])
    expect(show('the owlet sleeps', [[4, 16]], 11)).toEqual(['the <owlet>', '<sleeps>'])
    expect(show('un👍do', [[2, 4]])).toEqual(['un<👍>do'])
  })

  test('an ellipsis where there is more', () => {
    expect(show('owl', [[0, 3]], 40, { start: 1, length: 9 })).toEqual(['…<owl>…'])
    expect(show('a bc '.repeat(20), [], 6)).toEqual(['a bc', 'a bc', 'a bc', 'a bc…'])
  })

  test('nothing that a terminal would obey gets through', () => {
    expect(show('a\u001b[2Jb', [[1, 2]])).toEqual(['a<\ufffd>[2Jb'])
  })

  test('nothing', () => {
    expect(show('', [])).toEqual([])
  })
})
