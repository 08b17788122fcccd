import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Calibration, type Link, logLosses, probabilitiesOf } from '../../src/classify/calibration.ts'
import { type CalibrationPrior, objectiveAt } from '../../src/classify/calibration-objective.ts'
import { fitCalibration } from '../../src/classify/fit-calibration.ts'
import { createRandom, type Dense, dense, denseFromRows } from '../../src/math/index.ts'

const priorOf = (k: number, deviation = 0.5): CalibrationPrior => ({
  logSlope: 0.7,
  logSlopeDeviation: deviation,
  biasDeviation: new Float64Array(k).fill(deviation)
})

/** Scores of `n` rows for `k` outputs, and targets drawn from the probabilities of `truth`. */
function drawn(n: number, k: number, link: Link, truth: Calibration, seed: number) {
  const random = createRandom(seed)
  const scores = dense(n, k)
  const targets = dense(n, k)
  const p = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    const row = scores.data.subarray(i * k, (i + 1) * k)
    for (let o = 0; o < k; o++) row[o] = random.normal()
    probabilitiesOf(truth, link, row, p)
    let rest = random.uniform()
    for (let o = 0; o < k; o++) {
      if (link === 'sigmoid') targets.data[i * k + o] = random.uniform() < p[o] ? 1 : 0
      else if (rest >= 0 && rest < p[o]) targets.data[i * k + o] = 1
      rest -= p[o]
    }
    if (link === 'softmax' && rest >= 0) targets.data[i * k + k - 1] = 1
  }
  return { scores, targets }
}

/** What a fit should make least, written down again: −ln of the likelihood, and of the prior up to a constant. */
function objective(c: Calibration, link: Link, scores: Dense, targets: Dense, prior: CalibrationPrior): number {
  const { rows: n, cols: k } = scores
  const biases = c.bias.map((b, o) => (b / prior.biasDeviation[o]) ** 2 / 2)
  let sum = ((c.logSlope - prior.logSlope) / prior.logSlopeDeviation) ** 2 / 2 + biases.reduce((x, y) => x + y, 0)
  for (let i = 0; i < n; i++) {
    const z = Array.from(c.bias, (b, o) => Math.exp(c.logSlope) * scores.data[i * k + o] + b)
    const all = z.reduce((total, x) => total + Math.exp(x), 0)
    z.forEach((x, o) => {
      const t = targets.data[i * k + o]
      const guess = link === 'sigmoid' ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / all
      const p = (1 - c.noise) * guess + c.noise / (link === 'sigmoid' ? 2 : k)
      sum -= t * Math.log(p) + (link === 'sigmoid' ? (1 - t) * Math.log(1 - p) : 0)
    })
  }
  return sum
}

/** A calibration with number `i` moved, the slope first; none for i = −1. */
function moved(c: Calibration, i: number, step: number): Calibration {
  return { ...c, logSlope: c.logSlope + (i === 0 ? step : 0), bias: c.bias.map((b, o) => b + (i === o + 1 ? step : 0)) }
}

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 30 }),
  k: fc.integer({ min: 2, max: 4 }),
  link: fc.constantFrom<Link>('softmax', 'sigmoid'),
  seed: fc.nat(10_000)
})

describe('the fit', () => {
  test('is where the posterior is highest: flat there, and higher nowhere near', () => {
    fc.assert(
      fc.property(shapes, ({ n, k, link, seed }) => {
        const { scores, targets } = drawn(n, k, link, { logSlope: 1, bias: new Float64Array(k), noise: 0 }, seed)
        const prior = priorOf(k)
        const best = fitCalibration(scores, targets, link, prior)
        const at = (i: number, step: number) => objective(moved(best, i, step), link, scores, targets, prior)
        const least = at(-1, 0)
        for (let i = 0; i <= k; i++) {
          expect(Math.abs(at(i, 1e-5) - at(i, -1e-5)) / 2e-5).toBeLessThan(0.01)
          for (const step of [-0.05, 0.05]) expect(at(i, step)).toBeGreaterThan(least)
        }
      }),
      { numRuns: 60 }
    )
  })

  test.each<Link>(['softmax', 'sigmoid'])(
    'finds the calibration that made the targets, and the prior fades: %s',
    link => {
      const truth = { logSlope: Math.log(2.5), bias: Float64Array.of(0.5, -0.5, 0), noise: 0 }
      const prior = priorOf(3, 0.4)
      const miss = [20, 20_000].map(n => {
        const { scores, targets } = drawn(n, 3, link, truth, 5)
        const fit = fitCalibration(scores, targets, link, prior)
        return Math.hypot(fit.logSlope - truth.logSlope, ...fit.bias.map((b, o) => b - truth.bias[o]))
      })
      expect(miss[1]).toBeLessThan(0.1)
      expect(miss[1]).toBeLessThan(miss[0])
    }
  )

  test('without rows is the prior', () => {
    expect(fitCalibration(dense(0, 2), dense(0, 2), 'sigmoid', priorOf(2))).toEqual({
      logSlope: 0.7,
      bias: new Float64Array(2),
      noise: 0
    })
  })

  test('of scores that say nothing gives the shares of the classes, as far as the prior lets it', () => {
    const scores = dense(4000, 2)
    const targets = dense(4000, 2)
    for (let i = 0; i < 4000; i++) targets.data[2 * i + (i % 4 === 0 ? 1 : 0)] = 1
    const fit = fitCalibration(scores, targets, 'softmax', priorOf(2, 3))
    const p = new Float64Array(2)
    probabilitiesOf(fit, 'softmax', Float64Array.of(0, 0), p)
    expect(p[1]).toBeCloseTo(0.25, 3)
    expect(fit.logSlope).toBeCloseTo(0.7, 9)
  })

  test.each<Link>(['softmax', 'sigmoid'])('puts wrong labels down to noise, not to the slope: %s', link => {
    const truth = { logSlope: Math.log(8), bias: new Float64Array(3), noise: 0 }
    const { scores, targets } = drawn(4000, 3, link, truth, 9)
    const clean = fitCalibration(scores, targets, link, priorOf(3))
    const random = createRandom(4)
    for (let i = 0; i < 4000; i++) {
      if (random.below(10) > 0) continue
      const row = targets.data.subarray(i * 3, i * 3 + 3)
      if (link === 'softmax') row.fill(0)[random.below(3)] = 1
      else
        row.forEach((_, o) => {
          row[o] = random.below(2)
        })
    }
    const noisy = fitCalibration(scores, targets, link, priorOf(3))
    expect(noisy.noise).toBeGreaterThan(clean.noise)
    expect(noisy.noise).toBeGreaterThan(0.03)
    expect(noisy.logSlope).toBeGreaterThan(truth.logSlope - 0.5)
    for (let i = 0; i <= 3; i++) {
      const at = (step: number) => objective(moved(noisy, i, step), link, scores, targets, priorOf(3))
      expect(Math.abs(at(1e-4) - at(-1e-4)) / 2e-4).toBeLessThan(0.5)
      for (const step of [-0.05, 0.05]) expect(at(step)).toBeGreaterThan(at(0))
    }
  })

  test.each<Link>(['softmax', 'sigmoid'])('of extreme scores, right and wrong, is finite: %s', link => {
    for (const size of [1e3, 1e6, 1e12]) {
      const scores = denseFromRows([
        [size, -size],
        [-size, size],
        [size, -size]
      ])
      const targets = denseFromRows([
        [1, 0],
        [0, 1],
        [0, 1]
      ])
      const fit = fitCalibration(scores, targets, link, priorOf(2))
      expect(Number.isFinite(fit.logSlope)).toBe(true)
      expect(fit.bias.every(Number.isFinite)).toBe(true)
      expect(logLosses(fit, link, scores, targets).every(loss => loss >= 0 && Number.isFinite(loss))).toBe(true)
    }
  })
})

test.each<Link>(['softmax', 'sigmoid'])(
  'derivatives are those of the value, those of the biases in each other too: %s',
  link => {
    fc.assert(
      fc.property(fc.nat(999), fc.constantFrom(0, 0.1), (seed, noise) => {
        const { scores, targets } = drawn(15, 3, link, { logSlope: 0, bias: new Float64Array(3), noise: 0 }, seed)
        const prior = priorOf(3)
        const at = (x: Float64Array) => objectiveAt(x, scores, targets, link, prior, noise)
        const x = Float64Array.of(1.2, 0.3, -0.4, 0.1)
        const moved = (i: number, step: number) => at(x.map((v, j) => (i === j ? v + step : v)))
        const { gradient, hessian, excess } = at(x)
        expect(excess === undefined).toBe(noise === 0)
        for (let i = 0; i < 4; i++) {
          const up = moved(i, 1e-5)
          const down = moved(i, -1e-5)
          expect(gradient[i]).toBeCloseTo((up.value - down.value) / 2e-5, 3)
          for (let j = 1; i > 0 && j <= i; j++) {
            const second = (up.gradient[j] - down.gradient[j]) / 2e-5
            // What would change the steps by next to nothing is left out.
            expect(Math.abs(hessian.data[i * 4 + j] - (excess?.[i * 4 + j] ?? 0) - second)).toBeLessThan(0.01)
          }
        }
      }),
      { numRuns: 30 }
    )
  }
)

test('log losses are those of the probabilities', () => {
  const { scores, targets } = drawn(20, 3, 'softmax', { logSlope: 0, bias: new Float64Array(3), noise: 0 }, 3)
  const flat: CalibrationPrior = { logSlope: 0.4, logSlopeDeviation: 1, biasDeviation: new Float64Array(3).fill(1e9) }
  for (const link of ['softmax', 'sigmoid'] as const) {
    for (const noise of [0, 0.1]) {
      const c = { logSlope: 0.4, bias: Float64Array.of(0.1, 0, -0.1), noise }
      const sum = logLosses(c, link, scores, targets).reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(objective(c, link, scores, targets, flat), 9)
    }
  }
})
