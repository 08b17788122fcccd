import { describe, expect, test } from 'vitest'
import { calibrate } from '../../src/classify/calibrate.ts'
import { readExamples } from '../../src/classify/examples.ts'
import { fitBlocks, joinBlocks } from '../../src/classify/features.ts'
import { fitMany } from '../../src/classify/fit-many.ts'
import { trainClassifier } from '../../src/classify/index.ts'
import { naiveBayesWeights } from '../../src/classify/naive-bayes.ts'
import { featurizerOptions, trainOptions, withBlocks } from '../../src/classify/options.ts'
import { examplesOf, problemOf } from '../../src/classify/problem.ts'
import { readyRows, solveReady, weightsOf } from '../../src/classify/ready-rows.ts'
import { scalesOf } from '../../src/classify/settings.ts'
import { trainModel } from '../../src/classify/train.ts'
import { createRandom, denseRows, multiplySparse } from '../../src/math/index.ts'
import { createFeaturizer } from '../../src/text/index.ts'
import { QUICK, sentences } from './samples.ts'

/** The problem that made-up sentences pose. */
function problemOfSentences(count: number, labels?: readonly string[]) {
  const options = withBlocks(trainOptions(QUICK))
  const table = readExamples(sentences(count, 3, labels))
  const counts = createFeaturizer(featurizerOptions(options)).transform(table.texts)
  const models = fitBlocks(counts)
  return { table, models, counts, problem: problemOf({ counts, table, examples: count }, models, options) }
}

describe('what is left out of many rows', () => {
  test('is every fold while that is no more than enough, and then as many as are', () => {
    for (const [count, folds, rows] of [
      [600, 5, 600],
      [4800, 3, 3600],
      [16_000, 1, 4000]
    ]) {
      const { groups, leftOut, targets } = problemOfSentences(count).problem
      expect(groups).toHaveLength(folds)
      expect(Math.abs(leftOut.length - rows)).toBeLessThan(rows / 10)
      expect(Array.from(leftOut)).toEqual(groups.flatMap(group => Array.from(group)).sort((a, b) => a - b))
      expect(new Set(leftOut).size).toBe(leftOut.length)
      expect(targets.rows).toBe(count)
    }
  })

  test('is judged alone: what the others are said to be does not matter', () => {
    const { problem } = problemOfSentences(4800)
    const fit = fitMany(problem)
    const judged = calibrate(problem, fit.heldOut, fit.prior)
    expect(judged.heldOut.rows).toBe(problem.leftOut.length)
    const left = new Set(problem.leftOut)
    const k = problem.targets.cols
    const spoilt = fit.heldOut.data.map((v, at) => (left.has(Math.floor(at / k)) ? v : 1e3))
    expect(calibrate(problem, { ...fit.heldOut, data: spoilt }, fit.prior)).toEqual(judged)
    expect(examplesOf(problem, problem.targets)).toEqual(denseRows(problem.targets, problem.leftOut))
  })

  test('says for all others how sure of its weights the model is', () => {
    const { problem } = problemOfSentences(4800)
    const { heldOut, choice } = fitMany(problem)
    const k = heldOut.cols
    let judged = 0
    for (const i of problem.leftOut) {
      for (let o = 0; o < k; o++) {
        const p = 1 / (1 + Math.exp(-heldOut.data[i * k + o]))
        judged += (problem.sampleWeights[i] * p * (1 - p)) / k
      }
    }
    const { memory } = trainModel(sentences(4800, 3), QUICK)
    if (memory.kind !== 'certainty') throw new Error('expected certainties')
    // The constant is 1 in every row. A sixteenth of an octave is rounded.
    const known = 16 * Math.log2(1 + (judged * 4800) / problem.leftOut.length / choice.ridge)
    expect(Math.abs(memory.shrinkage[memory.shrinkage.length - 1] - Math.min(255, known))).toBeLessThan(1)
    expect(known).toBeLessThan(255)
  })

  test.each([2, 3])('is scored by machines that never saw it: other labels there change nothing (%d labels)', count => {
    const labels = ['cooking', 'football', 'weather'].slice(0, count)
    const { problem, models, counts } = problemOfSentences(700, labels)
    const settings = { blockWeights: [0.3, 0.3, 0.4], ridge: 0.25 }
    const ready = readyRows(models, counts, settings)
    const [group] = problem.groups
    const rest = problem.sampleWeights.slice()
    for (const row of group) rest[row] = 0
    const honest = solveReady(problem, ready, settings.ridge, rest)
    const lies = problem.targets.data.slice()
    const k = problem.targets.cols
    for (const row of group) for (let o = 0; o < k; o++) lies[row * k + o] = 1 - lies[row * k + o]
    const misled = solveReady({ ...problem, targets: { ...problem.targets, data: lies } }, ready, settings.ridge, rest)
    expect(denseRows(misled.scores, group)).toEqual(denseRows(honest.scores, group))
  })
})

test.each([600, 4800])('labels drawn by lot are not known of what is left out: %d examples', count => {
  const random = createRandom(5)
  const examples = sentences(count, 4).map(({ text }, i) => ({
    text: `${text} ${Array.from(String(i), d => 'abcdefghij'[Number(d)]).join('')}`,
    label: random.below(2) === 0 ? 'heads' : 'tails'
  }))
  const { leaveOneOut } = trainClassifier(examples, {
    dims: 2 ** 16,
    characters: false,
    surface: false,
    ridge: 0.01
  }).info
  expect(Math.abs(leaveOneOut.accuracy - 0.5)).toBeLessThan(0.06)
  expect(leaveOneOut.logLoss).toBeGreaterThan(0.68)
})

describe('a machine of many rows', () => {
  test('says of its rows what its weights say, the constant where it belongs', () => {
    const { problem, models, counts } = problemOfSentences(600)
    const settings = { blockWeights: [0.2, 0.5, 0.3], ridge: 0.25 }
    const ready = readyRows(models, counts, settings)
    const machine = solveReady(problem, ready, settings.ridge, problem.sampleWeights)
    const weights = weightsOf(machine, ready)
    // Back from the joined order to the order of the rows.
    const inOrder = denseRows(weights, ready.order)
    const scores = multiplySparse(ready.x, inOrder)
    scores.data.forEach((score, at) => {
      expect(score).toBeCloseTo(machine.scores.data[at], 9)
    })
    const { constant } = ready
    machine.levels.forEach((level, o) => {
      const k = machine.levels.length
      let slope = settings.ridge * inOrder.data[constant * k + o]
      for (let i = 0; i < 600; i++) {
        const p = 1 / (1 + Math.exp(-machine.scores.data[i * k + o]))
        slope += problem.sampleWeights[i] * (p - problem.targets.data[i * k + o])
      }
      expect(Math.abs(slope)).toBeLessThan(1e-4)
      expect(Number.isFinite(level)).toBe(true)
    })
  })

  test('is near the one that many passes would make', () => {
    const { problem, models, counts } = problemOfSentences(2500)
    const ready = readyRows(models, counts, { blockWeights: [1 / 3, 1 / 3, 1 / 3] })
    const machine = solveReady(problem, ready, 1 / 16, problem.sampleWeights)
    const on = { state: machine.state, from: 'fewer' } as const
    let long = solveReady(problem, ready, 1 / 16, problem.sampleWeights, on)
    for (let more = 0; more < 12; more++) {
      long = solveReady(problem, ready, 1 / 16, problem.sampleWeights, { state: long.state, from: 'fewer' })
    }
    let apart = 0
    let size = 0
    machine.scores.data.forEach((score, at) => {
      apart += (score - long.scores.data[at]) ** 2
      size += long.scores.data[at] ** 2
    })
    expect(Math.sqrt(apart / size)).toBeLessThan(0.1)
  })

  test('is what a classifier has, naive Bayes aside: in the order of its columns, the constant where it belongs', () => {
    const { problem } = problemOfSentences(1200)
    const { choice, weights } = fitMany(problem)
    const { naiveBayes: share, naiveBayesScale: scale, ridge } = choice
    const joined = joinBlocks(problem.blocks, scalesOf(choice))
    const bayes = naiveBayesWeights(joined, problem.targets, problem.sampleWeights)
    const own = weights.data.map((w, at) => (w - share * scale * bayes.data[at]) / (1 - share))
    const scores = multiplySparse(joined, { ...weights, data: own })
    const k = weights.cols
    for (let o = 0; o < k; o++) {
      let slope = ridge * own[(joined.cols - 1) * k + o]
      let right = 0
      for (let i = 0; i < 1200; i++) {
        const p = 1 / (1 + Math.exp(-scores.data[i * k + o]))
        slope += problem.sampleWeights[i] * (p - problem.targets.data[i * k + o])
        if (p > 0.5 === problem.targets.data[i * k + o] > 0.5) right++
      }
      expect(Math.abs(slope)).toBeLessThan(1e-3)
      expect(right).toBeGreaterThan(1180)
    }
  })

  test('of rows that are all copies of each other: the group they are leaves nothing to train on', () => {
    const same = Array.from({ length: 300 }, (_, i) => ({
      text: 'the very same words',
      label: i % 2 === 0 ? 'a' : 'b'
    }))
    const { scores } = trainClassifier(same, QUICK).classify('the very same words')
    expect(scores[0].probability).toBeCloseTo(0.5, 2)
  })
})
