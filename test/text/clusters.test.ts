import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstWordStart, lastBreak, lastClusterEnd, lastWordEnd } from '../../src/text/breaks.ts'
import { clusterEnd, isClusterStart } from '../../src/text/clusters.ts'
import { anyProse, mayCut } from './pieces.ts'

function cuts(text: string): number[] {
  const out: number[] = []
  for (let at = 0; at < text.length; ) {
    at = clusterEnd(text, at)
    out.push(at)
  }
  return out
}

test('characters end only where those of Unicode do', () => {
  fc.assert(
    fc.property(anyProse, text => {
      const allowed = mayCut(text)
      expect(cuts(text).filter(at => !allowed.has(at))).toEqual([])
    }),
    { numRuns: 500 }
  )
})

test.each([
  ['abc', 3],
  ['e\u0301\u0323a', 2],
  ['👩‍👩‍👧👍🏽🇩🇪🇫🇷', 4],
  ['\u1112\u1161\u11ab한漢ｶﾞ', 4],
  ['क्षि', 1],
  ['\ud83d\ud83d\ude00\ude00', 3],
  ['🏴\u{e0067}\u{e0062}\u{e007f}', 1]
])('%j has %i', (text, count) => {
  expect(cuts(text)).toHaveLength(count)
})

test('whoever asks in the middle hears of a start only where there is one', () => {
  fc.assert(
    fc.property(anyProse, text => {
      const starts = new Set([0, ...cuts(text)])
      for (let i = 0; i <= text.length; i++) if (isClusterStart(text, i)) expect(starts.has(i)).toBe(true)
    }),
    { numRuns: 500 }
  )
  expect(isClusterStart('e\u0301\u0301\u0301\u0301b', 5)).toBe(true)
  expect(isClusterStart(`a${'\u0301'.repeat(100)}b`, 101)).toBe(false)
})

test('a break is the last that is not too far', () => {
  fc.assert(
    fc.property(anyProse, fc.nat({ max: 30 }), (text, size) => {
      fc.pre(text !== '')
      const end = lastClusterEnd(text, 0, size)
      expect(end).toBe(Math.max(cuts(text)[0], ...cuts(text).filter(at => at <= size)))
      const word = lastWordEnd(text, 0, size)
      expect(word).toBeLessThanOrEqual(size)
      expect(lastBreak(text, 0, size)).toBe(word > 0 ? word : end)
    })
  )
})

test.each([
  ['one two three', 8, 7],
  ['one two three', 7, 7],
  ['one two three', 2, 2],
  ['one two', 99, 7],
  ['漢字、仮名。', 2, 1],
  ['漢字、仮名。', 3, 3],
  ['ใช้ไทย', 4, 3],
  ['abc漢def', 6, 4]
])('%j within %i breaks at %i', (text, limit, at) => {
  expect(lastBreak(text, 0, limit)).toBe(at)
})

test('the first start of a word', () => {
  expect(firstWordStart('one two', 0, 7)).toBe(0)
  expect(firstWordStart('one two', 1, 7)).toBe(4)
  expect(firstWordStart('one two', 5, 7)).toBe(7)
  expect(firstWordStart('漢字、仮名', 1, 5)).toBe(1)
  expect(firstWordStart('漢字、仮名', 2, 5)).toBe(3)
  expect(firstWordStart('か\u3099漢', 1, 3)).toBe(2)
})
