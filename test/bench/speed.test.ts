import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { apart, canDraw, drawLines, tidy } from '../../bench/plots/draw.ts'
import { type Contestant, contest, repeated } from '../../bench/speed/contest.ts'
import { partOf } from '../../bench/speed/news.ts'
import { fitPowerLaw } from '../../bench/speed/power-law.ts'
import { isRunning, packed, startPython, unpacked } from '../../bench/speed/python.ts'
import { middle, ratioOf, ratioRow, speedRows, timeRows } from '../../bench/speed/ratio.ts'
import { SUITES } from '../../bench/suites/index.ts'

const times = (ms: Record<string, number[]>) => ({ ms: new Map(Object.entries(ms)), failed: [] })

describe('ratios', () => {
  it('are taken round by round, so that a slow round counts for nothing', () => {
    const noise = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(noise, fc.double({ min: 0.1, max: 10, noNaN: true }), (slow, k) => {
        const {
          value,
          spread = 0,
          n
        } = ratioOf(
          slow.map(x => x * k),
          slow
        )
        expect(value).toBeCloseTo(k, 9)
        expect(spread).toBeLessThan(1e-9 * k + 1e-12)
        expect(n).toBe(slow.length)
      })
    )
  })

  it('are the median of the rounds that both finished, with the deviation of a sample', () => {
    expect(ratioOf([2, 9, 8, 100], [1, 3, 2])).toEqual({ value: 3, spread: 1, n: 3 })
    expect(middle([7])).toEqual({ value: 7, n: 1 })
    expect(() => ratioOf([], [1])).toThrow(RangeError)
  })

  it('become rows, of the one that was asked for', () => {
    const both = times({ waymark: [2, 4], other: [6, 8] })
    expect(ratioRow('w', 'speed_over_other', both, 'other', 'waymark', 'waymark')).toEqual([
      { work: 'w', measure: 'speed_over_other', system: 'waymark', value: 2.5, spread: Math.SQRT1_2, n: 2 }
    ])
    expect(ratioRow('w', 'm', both, 'waymark', 'absent')).toEqual([])
    expect(timeRows('w', 'us', both, 1000).map(({ system, value }) => [system, value])).toEqual([
      ['waymark', 3000],
      ['other', 7000]
    ])
    // 10 units in 2 and 4 ms are 5,000 and 2,500 a second.
    expect(speedRows('w', 'per_s', both, 10)[0].value).toBe(3750)
  })
})

describe('power laws', () => {
  const sizes = [1, 10, 100, 1000]

  it('are found again', () => {
    const numbers = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(numbers, numbers, (exponent, logFactor) => {
        const law = fitPowerLaw(
          sizes,
          sizes.map(x => Math.exp(logFactor) * x ** exponent)
        )
        expect(law.exponent).toBeCloseTo(exponent, 9)
        expect(law.error).toBeLessThan(1e-6)
      })
    )
  })

  it('say how sure they are', () => {
    // ln y = 0, 3, 0, 3 over ln x = 0, 1, 2, 3 (times ln 10): slope 0.6, squares left 7.2, Σ(x − x̄)² = 5.
    const law = fitPowerLaw(sizes, [1, 1e3, 1, 1e3])
    expect(law.exponent).toBeCloseTo(0.6, 12)
    expect(law.error).toBeCloseTo(Math.sqrt(7.2 / 2 / 5), 12)
    expect(fitPowerLaw([1, 2], [3, 3])).toEqual({ exponent: 0, error: 0 })
  })

  it('need two sizes, and numbers above 0', () => {
    expect(() => fitPowerLaw([2, 2], [1, 3])).toThrow('expected two different ones, got 2, 2')
    expect(() => fitPowerLaw([], [])).toThrow('got none')
    expect(() => fitPowerLaw([1, 2], [1, 0])).toThrow('above 0, got 0')
    expect(() => fitPowerLaw([1, 2], [1])).toThrow('got 2 and 1')
  })
})

describe('contests', () => {
  const logging = (log: string[], name: string): Contestant => ({
    name,
    turn: round => {
      log.push(`${name}${round}`)
      return round + 1
    }
  })

  it('let everyone take a turn a round, warm-ups uncounted, in an order that changes and repeats itself', async () => {
    const names = ['a', 'b', 'c']
    const logs: string[][] = [[], []]
    for (const log of logs) {
      const { ms, failed } = await contest(
        names.map(name => logging(log, name)),
        { rounds: 12, warmUps: 2, budget: 60 }
      )
      expect(failed).toEqual([])
      for (const name of names) expect(ms.get(name)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    }
    expect(logs[0]).toEqual(logs[1])
    const rounds = Array.from({ length: 14 }, (_, i) => logs[0].slice(3 * i, 3 * i + 3))
    for (const [i, turns] of rounds.entries()) {
      expect([...turns].sort()).toEqual(names.map(name => `${name}${i - 2}`))
    }
    expect(new Set(rounds.map(turns => turns.map(turn => turn[0]).join(''))).size).toBeGreaterThan(3)
  })

  it('let a rival go that fails, or whose time is spent, and throw what ours throws', async () => {
    // The clock stands still but for those that spend it: on a busy machine the quick one would spend its time too.
    let clock = 0
    vi.spyOn(performance, 'now').mockImplementation(() => clock)
    onTestFinished(() => {
      vi.restoreAllMocks()
    })
    const fails = { name: 'x', turn: (round: number) => (round < 1 ? 1 : Promise.reject(new Error('no more'))) }
    const sleeps = (name: string) => ({
      name,
      turn: async () => {
        clock += 30
        return 5
      }
    })
    const terms = { rounds: 3, warmUps: 0, budget: 0.001 }
    const { ms, failed } = await contest([fails, sleeps('slow'), sleeps('waymark'), sleeps('waymark-plain')], terms)
    expect(Object.fromEntries(ms)).toEqual({ slow: [5], waymark: [5, 5, 5], 'waymark-plain': [5, 5, 5] })
    expect(failed).toEqual([{ system: 'x', reason: 'no more' }])
    const { failed: spent } = await contest([sleeps('slow')], { ...terms, warmUps: 1 })
    expect(spent).toEqual([{ system: 'slow', reason: 'its 0.001 s were spent' }])
    await expect(contest([{ ...fails, name: 'waymark-relaxed' }], terms)).rejects.toThrow('no more')
  })

  it('repeat what is short until it can be timed, as often each turn', async () => {
    let done = 0
    const turn = repeated(() => done++, 5)
    await turn(-1)
    const before = done
    expect(before).toBeGreaterThan(1)
    await turn(0)
    const again = done - before
    await turn(1)
    expect(done - before).toBe(2 * again)
  })

  it('give each round other texts, and those of the front when there are no more', () => {
    const list = [0, 1, 2, 3, 4, 5, 6]
    expect([0, 1, 2, 3, -1].map(round => partOf(list, round, 3))).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [0, 1, 2],
      [3, 4, 5],
      [3, 4, 5]
    ])
    expect(partOf(list, 4, 10)).toEqual(list)
  })
})

describe('every suite', () => {
  it('has targets of works and measures that exist, and no name twice', () => {
    for (const { name, works, measures, systems, targets } of SUITES) {
      for (const { work, measure } of targets) {
        expect(
          works.map(w => w.name),
          name
        ).toContain(work)
        expect(
          measures.map(m => m.name),
          name
        ).toContain(measure)
      }
      for (const names of [works, measures]) expect(new Set(names.map(n => n.name)).size, name).toBe(names.length)
      expect(new Set(systems).size, name).toBe(systems.length)
    }
  })
})

const python = await startPython(['numpy', 'scipy', 'sklearn'])

describe('the Python process', () => {
  it('says why there is none', async () => {
    expect(await startPython(['no_such_module'], ['/no/such/python'])).toEqual({
      missing: expect.stringContaining('/no/such/python: spawn /no/such/python ENOENT')
    })
  })

  it('carries any bytes', () => {
    fc.assert(
      fc.property(fc.float64Array(), numbers => {
        expect([...new Float64Array(unpacked(packed(numbers)))]).toEqual([...numbers])
        expect([...new Float64Array(unpacked(packed(numbers.subarray(1))))]).toEqual([...numbers.slice(1)])
      })
    )
  })

  it.skipIf(!isRunning(python))('answers in order, computes, and outlives what fails there', async () => {
    if (!isRunning(python)) return
    expect(python.about).toMatch(/^Python 3\.\d+.*, numpy .*, scikit-learn /)
    const matrix = (...numbers: number[]) => {
      return { data: packed(Float64Array.from(numbers)), kind: 'float64', rows: 2, cols: numbers.length / 2 }
    }
    const [, product, wrong, again] = await Promise.allSettled([
      python.ask('kernels.take', { matrices: { a: matrix(1, 2, 3, 4), b: matrix(5, 6, 7, 8) } }),
      python.ask<{ ms: number; result: string }>('kernels.run', { operation: 'gemm', repeat: 3, wanted: true }),
      python.ask('kernels.run', { operation: 'nothing', repeat: 1 }),
      python.ask<{ result: string }>('kernels.run', { operation: 'syrk', repeat: 1, wanted: true })
    ])
    if (product.status === 'rejected' || again.status === 'rejected') throw new Error('expected answers')
    expect([...new Float64Array(unpacked(product.value.result))]).toEqual([19, 22, 43, 50])
    expect(product.value.ms).toBeGreaterThan(0)
    expect(wrong).toMatchObject({ reason: { message: "KeyError: 'nothing'" } })
    expect([...new Float64Array(unpacked(again.value.result))]).toEqual([5, 11, 11, 25])
    python.stop()
    await expect(python.ask('start', { modules: [] })).rejects.toThrow('stopped')
  })

  it.skipIf(!isRunning(python))('says which module is missing', async () => {
    expect(await startPython(['no_such_module'])).toEqual({
      missing: expect.stringContaining("No module named 'no_such_module'")
    })
  })
})

describe('plots', () => {
  it('have labels a line apart, in the order of their lines', () => {
    const ends = [10, 11, 1, 10.5]
    const out = apart(ends, [1, 100])
    const order = [1, 3, 0, 2].map(i => Math.log(out[i]))
    for (let k = 1; k < 4; k++) expect(order[k - 1] - order[k]).toBeGreaterThan((Math.log(100) * 14) / 231)
    expect([out[1], out[2]]).toEqual([11, 1])
    expect(apart([1, 1], [1, 1]).every(Number.isFinite)).toBe(true)
  })

  it('are files of their own, without what only a page has', () => {
    const svg = tidy(
      '<svg class="a" viewBox="0 0 1 1"><style>.a {\n}</style><g aria-label="x" d="M1.23456,2" fill="currentColor">n^1.25</g></svg>'
    )
    expect(svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g d="M1.2,2" fill="#888888">n^1.25</g></svg>'
    )
  })

  it.skipIf(!canDraw())('are small, and show every line', async () => {
    const points = (power: number) => [1000, 8000, 64_000].map(x => ({ x, y: (x / 1000) ** power }))
    const lines = [
      { label: 'time ~ n^1.00', points: points(1) },
      { label: 'memory ~ n^0.50', points: points(0.5) }
    ]
    const svg = await drawLines(lines, 'rows', 'times')
    expect(svg).toMatch(/^<svg xmlns.*<\/svg>$/s)
    for (const text of ['time ~ n^1.00', 'memory ~ n^0.50', '>1k<', '>64k<', 'rows']) expect(svg).toContain(text)
    expect(svg.match(/<circle/g)).toHaveLength(6)
    expect(svg.length).toBeLessThan(6000)
    expect(svg).not.toMatch(/NaN|currentColor|class=/)
  })
})
