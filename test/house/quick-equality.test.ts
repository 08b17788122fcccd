import { describe, expect, test } from 'vitest'

describe('arrays of numbers are equal', () => {
  test.each<[string, unknown, unknown]>([
    ['bytes', Uint8Array.of(1, 2), Uint8Array.of(1, 2)],
    ['a part of a buffer', Float32Array.of(9, 1, 2).subarray(1), Float32Array.of(1, 2)],
    ['NaN', Float64Array.of(Number.NaN), Float64Array.of(-Number.NaN)],
    ['lists', [1, Number.NaN, -0], [1, Number.NaN, -0]],
    ['inside of others', { a: [Uint8Array.of(1)] }, { a: [Uint8Array.of(1)] }]
  ])('%s', (_, a, b) => {
    expect(a).toEqual(b)
  })

  test.each<[string, unknown, unknown]>([
    ['a byte', Uint8Array.of(1, 2), Uint8Array.of(1, 3)],
    ['a length', Uint8Array.of(1, 2), Uint8Array.of(1)],
    ['the sign of 0', Float64Array.of(0), Float64Array.of(-0)],
    ['a kind of numbers', Uint8Array.of(1), Int8Array.of(1)],
    ['a number of a list', [1, 2], [1, 3]],
    ['the sign of 0 in a list', [0], [-0]],
    ['a length of a list', [1, 2], [1]],
    ['inside of others', { a: [Uint8Array.of(1)] }, { a: [Uint8Array.of(2)] }]
  ])('not when they differ in %s', (_, a, b) => {
    expect(a).not.toEqual(b)
    expect(b).not.toEqual(a)
  })
})
