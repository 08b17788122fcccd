import { describe, expect, test } from 'vitest'
import { highlight, reasons } from '../../src/cli/explanation.ts'
import { bar, cutTo, pad, printable, table, width } from '../../src/cli/look.ts'
import { bytes, counted, decimals, duration } from '../../src/cli/units.ts'

describe('texts of strangers', () => {
  test('nothing that a terminal would obey gets through', () => {
    const nasty = 'a\u001b]0;title\u0007b\u009b31mc\rd\u202ee\ud800f\u2066g\u200f'
    expect(printable(nasty)).toBe('a\ufffd]0;title\ufffdb\ufffd31mc\ufffdd\ufffde\ufffdf\ufffdg\ufffd')
    expect(printable('one\r\ntwo\tthree\u2028four')).toBe('one two three four')
    expect(printable('é 日本 👨‍👩‍👧 👍')).toBe('é 日本 👨‍👩‍👧 👍')
  })

  test('columns', () => {
    expect(['abc', 'e\u0301', '日本', '👍', '👨‍👩‍👧', '\u001b[31mred\u001b[39m'].map(width)).toEqual([3, 1, 4, 2, 2, 3])
    expect(pad('日本', 6)).toBe('日本  ')
    expect(pad('1', 3, 'left')).toBe('  1')
  })

  test('cut to a width', () => {
    expect(cutTo('short', 5)).toBe('short')
    expect(cutTo('longer', 5)).toBe('long…')
    expect(cutTo('日本語', 5)).toBe('日本…')
    expect(width(cutTo('x'.repeat(1e6), 80))).toBe(80)
    // Letters under so many marks are cut within them rather than measured to the end.
    expect(width(cutTo(`e${'\u0301'.repeat(1e6)}`, 10))).toBeLessThanOrEqual(10)
  })
})

describe('figures', () => {
  test('bars have one width', () => {
    expect([0, 0.5, 1, 2, -1].map(share => bar(share, 4))).toEqual(['    ', '██  ', '████', '████', '    '])
    expect(bar(0.53, 4)).toBe('██▏ ')
  })

  test('units', () => {
    expect([0, 999, 1000, 9999, 150_000, 45e6].map(bytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '10.0 kB',
      '150 kB',
      '45.0 MB'
    ])
    expect([0.04, 9.96, 12.4, 1234].map(duration)).toEqual(['0.0 ms', '10.0 ms', '12 ms', '1.2 s'])
    expect([1, 2, 1234].map(count => counted(count, 'text'))).toEqual(['1 text', '2 texts', '1,234 texts'])
    expect([0.5, undefined, Number.NaN].map(value => decimals(value))).toEqual(['0.500', '–', '–'])
  })

  test('every line of a table is as wide as every other', () => {
    const lines = table([
      ['label', 'n'],
      ['日本', '1'],
      ['a longer one', '12']
    ])
    expect(new Set(lines.map(width)).size).toBe(1)
    expect(lines[3]).toBe('│ 日本         │  1 │')
  })
})

describe('explanations', () => {
  const piece = (start: number, end: number, text: string, weight: number) => ({ start, end, text, weight })

  test('without colour, the text and nothing more, whatever overlaps', () => {
    const text = 'ab👍\u001bcd'
    expect(highlight(text, [piece(0, 5, 'ab👍\u001b', 2), piece(1, 7, '', -1)])).toBe('ab👍\ufffdcd')
    expect(highlight('', [])).toBe('')
  })

  test('reasons speak for the label, are named once, and fit', () => {
    const pieces = [
      piece(0, 1, 'goal', 3),
      piece(2, 3, 'shares', -2),
      piece(4, 5, 'goal', 1),
      piece(6, 7, 'league', 1),
      piece(8, 9, ',', 1)
    ]
    expect(reasons(pieces, 40)).toBe('goal, league')
    expect(reasons(pieces, 6)).toBe('goal')
    expect(reasons([], 40)).toBe('–')
  })
})
