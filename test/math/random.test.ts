import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/math/index.ts'
import { splitMixWords, xoshiro128 } from '../../src/math/xoshiro.ts'

function draw<T>(count: number, next: () => T): T[] {
  return Array.from({ length: count }, next)
}

describe('the generator', () => {
  test('gives what the published C code gives from the state 1, 2, 3, 4', () => {
    expect(draw(10, xoshiro128(1, 2, 3, 4))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804
    ])
  })

  // Computed by the published C code, its state filled by SplitMix32 in C.
  test.each<[number, number[], number[], number]>([
    [0, [1684164658, 3653269916, 2939563536, 2141751570], [1789933344, 44971166, 2521387044, 3848737593], 462291163],
    [1, [1580013426, 350525680, 3524174333, 3011703609], [393288148, 2174103013, 3814759091, 2092745082], 4083325340],
    [2, [140556409, 2864793216, 4161800562, 2191063220], [4239540602, 2755771122, 1311900989, 2098189563], 1337022148],
    [
      2 ** 32 - 1,
      [3950124170, 4293442868, 1302505678, 2762329221],
      [4104197751, 1825856343, 1152209388, 2427537429],
      2308510705
    ]
  ])('seed %d never changes its stream', (seed, state, first, thousandAndFirst) => {
    expect(splitMixWords(seed).map(word => word >>> 0)).toEqual(state)
    const random = createRandom(seed)
    const stream = draw(1001, random.uint32)
    expect(stream.slice(0, 4)).toEqual(first)
    expect(stream[1000]).toBe(thousandAndFirst)
  })

  // Computed by a transcription into Python.
  test.each([
    {
      seed: 0,
      uniform: [0.41675133265905573, 0.5870561741002205, 0.2650367332581032, 0.44226437408135244],
      normal: [-1.6490787019795485, 1.724501870961347, -1.6547313173961047, -0.40660376262983305],
      below: [4, 6, 4, 3],
      permutation: [1, 5, 4, 6, 3, 7, 2, 0]
    },
    {
      seed: 1,
      uniform: [0.09156953175513294, 0.8881928137485323, 0.43427017709149285, 0.746779782068075],
      normal: [-0.4219232706535274, 1.58409270212488, 0.43666702696343557, 0.14492877468545254],
      below: [8, 3, 1, 2],
      permutation: [1, 3, 0, 7, 2, 6, 5, 4]
    },
    {
      seed: 2,
      uniform: [0.987094965887278, 0.30545074856670806, 0.4015573749065324, 0.2505283468729558],
      normal: [-0.5793989079240306, -1.4683030165294075, -0.16837867877160245, -0.5938336987664876],
      below: [2, 2, 9, 3],
      permutation: [1, 0, 4, 7, 3, 5, 6, 2]
    }
  ])('nor does what is made of the stream of seed $seed', ({ seed, uniform, normal, below, permutation }) => {
    const random = createRandom(seed)
    expect(draw(4, () => random.below(10))).toEqual(below)
    expect(draw(4, createRandom(seed).uniform)).toEqual(uniform)
    draw(4, createRandom(seed).normal).forEach((x, i) => {
      expect(x).toBeCloseTo(normal[i], 14)
    })
    expect(Array.from(createRandom(seed).permutation(8))).toEqual(permutation)
  })

  test('the default seed is 0, and streams of one seed do not disturb each other', () => {
    const [a, b] = [createRandom(), createRandom(0)]
    a.normal()
    expect(draw(5, b.uint32)).toEqual(draw(5, createRandom(0).uint32))
  })
})

describe('distributions', () => {
  const count = 200_000

  test('uniform: mean, variance, ends and sixteen even bins', () => {
    const x = draw(count, createRandom(11).uniform)
    const bins = new Array<number>(16).fill(0)
    let sum = 0
    let squares = 0
    for (const v of x) {
      bins[Math.floor(v * 16)]++
      sum += v
      squares += (v - 0.5) ** 2
    }
    expect(Math.abs(sum / count - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / count))
    expect(Math.abs(squares / count - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / count))
    expect(chiSquare(bins)).toBeLessThan(44.3) // 1e-4 at 15 degrees of freedom
    expect(bins).toHaveLength(16)
    expect(x.every(v => v >= 0 && v < 1)).toBe(true)
  })

  test('uniform: the last of the 53 bits are used', () => {
    const odd = draw(2000, createRandom(12).uniform).filter(x => (x * 2 ** 53) % 2 === 1).length
    expect(Math.abs(odd - 1000)).toBeLessThan(100)
  })

  test('normal: four moments, and nothing shared by the two of a pair', () => {
    const x = draw(count, createRandom(13).normal)
    const moment = (p: number) => x.reduce((sum, v) => sum + v ** p, 0) / count
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(count))
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / count))
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / count))
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / count))
    let together = 0
    for (let i = 0; i < count; i += 2) together += x[i] * x[i + 1]
    expect(Math.abs(together / (count / 2))).toBeLessThan(4 / Math.sqrt(count / 2))
  })

  test('below: every number in reach, none more often', () => {
    const random = createRandom(14)
    const bins = new Array<number>(7).fill(0)
    for (let i = 0; i < 70_000; i++) bins[random.below(7)]++
    expect(chiSquare(bins)).toBeLessThan(27.9) // 1e-4 at 6 degrees of freedom
    expect(draw(20, () => random.below(1))).toEqual(new Array(20).fill(0))
    expect(draw(20, () => random.below(2 ** 32)).some(x => x >= 2 ** 31)).toBe(true)
  })

  test('below: no favour to small numbers where 2³² leaves a large rest', () => {
    // Without drawing again, 0 … 2³⁰ − 1 would come up half of the time instead of a third.
    const random = createRandom(15)
    const n = 3 * 2 ** 30
    const low = draw(30_000, () => random.below(n)).filter(x => x < 2 ** 30).length
    expect(Math.abs(low / 30_000 - 1 / 3)).toBeLessThan(0.012)
  })

  test('permutation: all six orders of three come up evenly', () => {
    const random = createRandom(16)
    const seen = new Map<string, number>()
    for (let i = 0; i < 30_000; i++) {
      const order = random.permutation(3).join()
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    expect(seen.size).toBe(6)
    expect(chiSquare([...seen.values()])).toBeLessThan(25.7) // 1e-4 at 5 degrees of freedom
  })

  function chiSquare(bins: readonly number[]): number {
    const expected = bins.reduce((a, b) => a + b) / bins.length
    return bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  }
})

test('a permutation has each number once', () => {
  fc.assert(
    fc.property(fc.nat({ max: 200 }), fc.nat(), (n, seed) => {
      const order = createRandom(seed).permutation(n)
      expect(order).toHaveLength(n)
      expect(order.slice().sort()).toEqual(Uint32Array.from({ length: n }, (_, i) => i))
    }),
    { seed: 6, numRuns: 100 }
  )
})

test.each([-1, 0.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY])('seed %d is refused', seed => {
  expect(() => createRandom(seed)).toThrow(new RangeError(`seed: expected an integer in 0 … 4294967295, got ${seed}`))
})

test.each([0, -1, 2.5, 2 ** 32 + 1, Number.NaN])('below(%d) is refused', n => {
  expect(() => createRandom(1).below(n)).toThrow(new RangeError(`n: expected an integer in 1 … 4294967296, got ${n}`))
})

test.each([-1, 2.5, 2 ** 32, Number.NaN])('permutation(%d) is refused', n => {
  expect(() => createRandom(1).permutation(n)).toThrow(
    new RangeError(`n: expected an integer in 0 … 4294967295, got ${n}`)
  )
})
