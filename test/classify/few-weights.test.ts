import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromFewWeights, thinWeights, toFewWeights, usualWeights } from '../../src/classify/few-weights.ts'
import { type Classifier, classifierToJson, trainClassifier } from '../../src/classify/index.ts'
import { dense } from '../../src/math/index.ts'
import { drop, type Lie, numbers, put, refusal, set } from './lies.ts'
import { QUICK, sentences, sparse } from './samples.ts'

const many = sentences(280)
const FEW = { ...QUICK, maxFeatures: 90, maxWeights: 60, weightBits: 8 } as const
const thin = trainClassifier(many, FEW)
const topOf = (classifier: Classifier) => sentences(40, 9).map(({ text }) => classifier.classify(text).label)

describe('usual weights', () => {
  test('are the middle of a row, the lower of two', () => {
    expect(Array.from(usualWeights(Float32Array.of(3, 1, 2, -1, -1, 7), 3))).toEqual([2, -1])
    expect(Array.from(usualWeights(Float32Array.of(4, 1, 3, 2, 0, 0, 0, 9), 4))).toEqual([2, 0])
    expect(Array.from(usualWeights(Float32Array.of(5, -5), 1))).toEqual([5, -5])
    expect(Array.from(usualWeights(new Float32Array(0), 3))).toEqual([])
  })

  test('are still usual when others were made so', () => {
    const rows = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 1 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 12 }), (list, limit) => {
        const weights = dense(list.length, 4, Float64Array.from(list.flat()))
        const x = sparse(list.map(() => 1))
        const thinned = thinWeights(weights, x, Float64Array.of(1), list.length, limit)
        expect(usualWeights(thinned.data, 4)).toEqual(usualWeights(weights.data, 4))
      })
    )
  })
})

describe('thinned weights', () => {
  const weights = dense(3, 3, Float64Array.of(0, 5, 0, 1, 1, 4, -2, 8, 9))
  const x = sparse([1, 2, 1], [0, 2, 1])

  test('keep what moves the scores of the rows most, in the columns concerned', () => {
    // (5 − 0)² · 1 = 25 in the first column, (4 − 1)² · 8 = 72 in the second.
    const kept = (limit: number) => Array.from(thinWeights(weights, x, Float64Array.of(1, 1), 2, limit).data)
    expect(kept(1)).toEqual([0, 0, 0, 1, 1, 4, -2, 8, 9])
    expect(kept(2)).toEqual([0, 5, 0, 1, 1, 4, -2, 8, 9])
    expect(kept(6)).toEqual(Array.from(weights.data))
    expect(kept(60)).toEqual(Array.from(weights.data))
  })

  test('count rows by their weights', () => {
    const { data } = thinWeights(weights, x, Float64Array.of(9, 0), 2, 1)
    expect(Array.from(data.subarray(0, 6))).toEqual([0, 0, 0, 1, 1, 4])
    const light = thinWeights(weights, sparse([3, 1, 0]), Float64Array.of(1), 2, 1)
    expect(Array.from(light.data.subarray(0, 6))).toEqual([0, 5, 0, 1, 1, 1])
  })

  test('of equal ones keep the first', () => {
    const same = thinWeights(dense(2, 3, Float64Array.of(0, 0, 1, 0, 0, 1)), sparse([1, 1]), Float64Array.of(1), 2, 1)
    expect(Array.from(same.data)).toEqual([0, 0, 1, 0, 0, 0])
  })
})

describe('usual weights and what others differ by, in 8 bits', () => {
  const list = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { maxLength: 40 })

  test('rounded twice is rounded once, to the last bit', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 5 }), (numbers, k) => {
        const whole = Float32Array.from(numbers.slice(0, numbers.length - (numbers.length % k)))
        const once = fromFewWeights(toFewWeights(whole, k))
        expect(fromFewWeights(toFewWeights(once, k))).toEqual(once)
        expect(toFewWeights(once, k)).toEqual(toFewWeights(fromFewWeights(toFewWeights(once, k)), k))
      }),
      { numRuns: 500 }
    )
  })

  test('weights that are usual have no code', () => {
    const { usual, apart } = toFewWeights(Float32Array.of(2, 2, 2, 2, -1, -1, 5, -1), 4)
    expect(Array.from(apart, code => code !== 0)).toEqual([false, false, false, false, false, false, true, false])
    expect(Array.from(usual, Math.sign)).toEqual([1, -1])
  })
})

describe('a classifier with few weights', () => {
  test('has no more of them than it may, and is smaller for it', () => {
    const { tensors } = JSON.parse(classifierToJson(thin))
    const blocks = [0, 1, 2].map(b => tensors[`block.${b}.weights`].shape[0])
    expect(blocks.reduce((a, b) => a + b)).toBeLessThanOrEqual(60)
    expect(tensors['block.0.usual'].shape[0]).toBe(tensors['block.0.apart'].shape[0])
    expect(thin.info.features).toBe(90)
  })

  test('keeps what tells the labels apart', () => {
    const all = trainClassifier(many, { ...FEW, maxWeights: undefined })
    expect(thin.info.leaveOneOut.accuracy).toBeGreaterThan(all.info.leaveOneOut.accuracy - 0.05)
    expect(topOf(trainClassifier(many, { ...FEW, maxWeights: 10_000 }))).toEqual(topOf(all))
  })

  test('learns, and then keeps all weights', () => {
    const learned = thin.learn([{ text: 'nearly a week', label: 'weather' }])
    const { tensors } = JSON.parse(classifierToJson(learned))
    expect(tensors['block.0.weights'].dtype).toBe('F16')
    expect(tensors['block.0.usual']).toBeUndefined()
  })

  test.each<[string, Lie, string]>([
    [
      'bits of outputs it has not',
      numbers('block.0.apart', 'U8', put(1, 8)),
      'bad-field: block.0.apart[1]: expected no'
    ],
    ['codes less', numbers('block.1.weights', 'I8', data => data.pop()), 'bad-shape: tensor "block.1.weights": shape'],
    [
      'a code of nothing',
      numbers('block.1.weights', 'I8', put(0, 0)),
      'bad-field: block.1.weights[0]: expected a code'
    ],
    [
      'a code too low',
      numbers('block.1.usual', 'I8', put(2, -128)),
      'bad-field: block.1.usual[2]: expected a code from'
    ],
    ['no usual weights', drop('block.0.usual'), 'missing-tensor: tensor "block.0.usual"'],
    ['a negative scale', numbers('block.0.scales', 'F64', put(0, -1)), 'bad-field: block.0.scales[0]: expected'],
    ['weights of 16 bits', set('options.weightBits', 16), 'bad-field: config.options.maxWeights: expected weightBits 8']
  ])('is refused with %s', (_, lie, message) => {
    expect(refusal(thin, lie)).toContain(message)
  })
})
