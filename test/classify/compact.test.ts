import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromEightBits, toEightBits } from '../../src/classify/eight-bits.ts'
import { fitBlocks } from '../../src/classify/features.ts'
import { classifierToJson, type Example, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { pruneBlocks, usefulness } from '../../src/classify/prune.ts'
import { createRandom, dense } from '../../src/math/index.ts'
import { decodeModel } from '../../src/model/index.ts'
import { QUICK, sentences, sparse } from './samples.ts'

const versionOf = (bytes: Uint8Array) => decodeModel(bytes).version

describe('weights in 8 bits', () => {
  const weights = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { maxLength: 40 })

  test('rounded twice is rounded once, to the last bit', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 3 }), (list, k) => {
        const once = fromEightBits(toEightBits(Float32Array.from(list), k))
        expect(fromEightBits(toEightBits(once, k))).toEqual(once)
      })
    )
  })

  test('a weight moves by no more than half a step, the steps at its place', () => {
    fc.assert(
      fc.property(weights, list => {
        const given = Float32Array.from(list)
        const most = given.reduce((a, w) => Math.max(a, Math.abs(w)), 0)
        fromEightBits(toEightBits(given, 1)).forEach((w, i) => {
          // Steps in the root of the weight are 1/127 of the largest root; the scale adds a part in a thousand.
          const root = Math.sqrt(Math.abs(given[i]) / most)
          const off = Math.abs(Math.sqrt(Math.abs(w) / most) - root)
          if (most > 1e-30) expect(off).toBeLessThan(0.5 / 127 + 1e-3)
          expect(w * given[i]).toBeGreaterThanOrEqual(0)
        })
      })
    )
  })

  test('each output has a scale of its own; nothing but zeros stays zeros', () => {
    const { codes, scales } = toEightBits(Float32Array.of(100, 0.01, -50, 0.005), 2)
    expect(Array.from(codes)).toEqual([127, 127, -90, 90])
    expect(scales[0] / scales[1]).toBeCloseTo(1e4, -2)
    expect(fromEightBits(toEightBits(new Float32Array(3), 1))).toEqual(new Float32Array(3))
  })
})

describe('useful columns', () => {
  const x = sparse([1, 2, 0, 1], [0, 1, 3, 1], [1, 0, 0, 1])
  const weights = dense(4, 2, Float64Array.of(1, 0, 0.5, 0.5, -1, 2, 0, 0))

  test('are those that add most to the scores of the rows', () => {
    const rowWeights = Float64Array.of(1, 2, 0.5)
    const added = Array.from({ length: 4 }, (_, j) => {
      let sum = 0
      for (let i = 0; i < 3; i++) {
        const row = [
          [1, 2, 0, 1],
          [0, 1, 3, 1],
          [1, 0, 0, 1]
        ][i]
        for (let o = 0; o < 2; o++) sum += rowWeights[i] * (row[j] * weights.data[j * 2 + o]) ** 2
      }
      return sum
    })
    expect(Array.from(usefulness(x, weights, rowWeights))).toEqual(added)
  })

  test('stay, whatever their block; of equals the first; the others are weighed as they were on the mean', () => {
    const blocks = fitBlocks([sparse([1, 1, 1], [1, 0, 1]), sparse([1, 0], [1, 1])])
    const [a, b] = pruneBlocks(blocks, Float64Array.of(1, 5, 0, 1, 7, 99), 3, 2)
    expect(Array.from(a.index.columns)).toEqual([0, 1])
    expect(Array.from(b.index.columns)).toEqual([1])
    expect(Array.from(a.frequency)).toEqual([2, 1])
    expect(a.unseen).toBe(blocks[0].idf[2])
    expect(b.unseen).toBe(blocks[1].idf[0])
    const [whole] = pruneBlocks(blocks, new Float64Array(6), 99, 2)
    expect(whole.unseen).toBe(blocks[0].unseen)
    expect(whole.idf).toEqual(blocks[0].idf)
  })
})

describe('a model with a limit', () => {
  const many = sentences(280)
  const plain = trainClassifier(many, QUICK)
  const texts = ['goal and rain', 'butter', 'nothing of it', 'the keeper said salt']
  const answers = (classifier: typeof plain) => texts.map(text => classifier.classify(text).scores)

  test('has as many features as it says', () => {
    for (const maxFeatures of [1, 40, 333]) {
      const classifier = trainClassifier(many, { ...QUICK, maxFeatures })
      expect(classifier.info.features).toBe(maxFeatures)
      expect(versionOf(classifier.save())).toBe(2)
    }
  })

  test('which does not bind is the same model', () => {
    const free = trainClassifier(many, { ...QUICK, maxFeatures: plain.info.features })
    expect(answers(free)).toEqual(answers(plain))
    expect(free.info).toEqual(plain.info)
    expect(versionOf(plain.save())).toBe(1)
  })

  test('keeps what tells the labels apart', () => {
    const { leaveOneOut } = trainClassifier(many, { ...QUICK, maxFeatures: 60 }).info
    expect(leaveOneOut.accuracy).toBeGreaterThan(plain.info.leaveOneOut.accuracy - 0.03)
  })

  test('is not deceived by columns that fit its own rows: on labels without sense it is no better than chance', () => {
    const random = createRandom(4)
    const noise: Example[] = many.map(({ text }) => ({ text, label: random.below(2) === 0 ? 'a' : 'b' }))
    const { leaveOneOut } = trainClassifier(noise, { ...QUICK, maxFeatures: 100 }).info
    expect(leaveOneOut.accuracy).toBeLessThan(0.58)
    expect(leaveOneOut.logLoss).toBeGreaterThan(0.66)
  })

  test('answers a text of nothing it kept with the shares of the labels', () => {
    const classifier = trainClassifier(many, { ...QUICK, maxFeatures: 20 })
    expect(plain.classify('nearly people').scores).not.toEqual(plain.classify('').scores)
    expect(classifier.classify('nearly people').scores).toEqual(classifier.classify('').scores)
  })

  test('of few rows keeps all, as its file is the rows', () => {
    const few = trainClassifier(sentences(30), { ...QUICK, maxFeatures: 5 })
    expect(answers(few)).toEqual(answers(trainClassifier(sentences(30), QUICK)))
  })

  test('learns words it had left out, and forgets little', () => {
    const classifier = trainClassifier(many, { ...QUICK, maxFeatures: 60, weightBits: 8 })
    const before = answers(classifier)
    const learned = classifier.learn(Array.from({ length: 4 }, () => ({ text: 'nearly a week', label: 'weather' })))
    expect(learned.classify('nearly a week').label).toBe('weather')
    expect(learned.info.features).toBeGreaterThan(60)
    answers(learned).forEach((scores, i) => {
      const [best] = before[i]
      const now = scores.find(({ label }) => label === best.label)
      if (i !== 2) expect(Math.abs((now?.probability ?? 0) - best.probability)).toBeLessThan(0.2)
    })
    // What is learnt may be less than a step of 8 bits, so it takes 16.
    expect(JSON.parse(classifierToJson(learned)).tensors['block.0.weights'].dtype).toBe('F16')
    expect(loadClassifier(learned.save()).classify('nearly a week')).toEqual(learned.classify('nearly a week'))
  })

  test('in 8 bits takes half of the bytes and answers alike', () => {
    const [wide, narrow] = [16, 8].map(bits => trainClassifier(many, { ...QUICK, weightBits: bits as 16 | 8 }))
    const saved = wide.save().length - narrow.save().length
    // Three labels: three bytes less for each feature, and a scale more for each block and label.
    expect(Math.abs(saved - 3 * plain.info.features)).toBeLessThan(400)
    answers(narrow).forEach((scores, i) => {
      expect(Math.abs(scores[0].probability - answers(wide)[i][0].probability)).toBeLessThan(0.02)
    })
  })
})
