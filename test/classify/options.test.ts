import { describe, expect, test } from 'vitest'
import { PRESETS, type Preset, TRAIN_DEFAULTS, type TrainOptions, trainClassifier } from '../../src/classify/index.ts'
import { trainOptions } from '../../src/classify/options.ts'
import { QUICK, sentences } from './samples.ts'

const range = (key: string, got: string) =>
  `options.${key}: expected ${key === 'words' ? '' : "'auto', "}false or [shortest, longest] within 1 to 16, got ${got}`
const weights = `options.blockWeights: expected 'auto' or 3 numbers of at least 0 (words, characters, surface), not all 0, got `

describe('what is wrong with an option is said', () => {
  test.each<[unknown, string]>([
    [null, 'options: expected an object, got null'],
    ['fast', 'options: expected an object, got "fast"'],
    [{ rigde: 1 }, 'options.rigde: unknown option; expected one of preset, words, characters,'],
    [{ constructor: 1 }, 'options.constructor: unknown option'],
    [JSON.parse('{"__proto__": 1}'), 'options.__proto__: unknown option'],
    [{ preset: 'news' }, 'options.preset: expected one of topics, spam, toxicity, intent, language, got "news"'],
    [{ preset: 'toString' }, 'options.preset: expected one of topics,'],
    [{ words: true }, range('words', 'true')],
    [{ words: [1] }, range('words', '[1]')],
    [{ words: 'auto' }, range('words', '"auto"')],
    [{ surface: 'few' }, range('surface', '"few"')],
    [{ characters: [0, 3] }, range('characters', '[0,3]')],
    [{ characters: [4, 3] }, range('characters', '[4,3]')],
    [{ surface: [1, 17] }, range('surface', '[1,17]')],
    [{ surface: [1, 1.5] }, range('surface', '[1,1.5]')],
    [
      { words: false, characters: false, surface: false },
      'options.words, characters, surface, stream, slips: expected at least one'
    ],
    [{ stopWords: 'en' }, 'options.stopWords: expected true or false, got "en"'],
    [{ foldEvasion: 1 }, 'options.foldEvasion: expected true or false, got 1'],
    [{ dims: 1000 }, 'options.dims: expected a power of two from 1024 to 16777216, got 1000'],
    [{ dims: 512 }, 'options.dims: expected a power of two from 1024 to 16777216, got 512'],
    [{ dims: 2 ** 25 }, 'options.dims: expected a power of two from 1024 to 16777216, got 33554432'],
    [{ dims: Number.NaN }, 'options.dims: expected a power of two from 1024 to 16777216, got NaN'],
    [{ classWeight: true }, "options.classWeight: expected 'balanced' or 'none', got true"],
    [{ ridge: 0 }, "options.ridge: expected 'auto' or a"],
    [{ ridge: 1e-7 }, "options.ridge: expected 'auto' or a number from 1e-6 to 1e6, got 1e-7"],
    [{ ridge: 1e7 }, "options.ridge: expected 'auto' or a number from 1e-6 to 1e6, got 10000000"],
    [{ ridge: -1 }, "options.ridge: expected 'auto' or a"],
    [{ ridge: Number.NaN }, "options.ridge: expected 'auto' or a"],
    [{ ridge: '1' }, "options.ridge: expected 'auto' or a"],
    [{ blockWeights: [1, 2] }, `${weights}[1,2]`],
    [{ blockWeights: [0, 0, 0] }, `${weights}[0,0,0]`],
    [{ blockWeights: [1, -1, 1] }, `${weights}[1,-1,1]`],
    [{ blockWeights: [1, '1', 1] }, `${weights}[1,"1",1]`],
    [{ blockWeights: { words: 1 } }, `${weights}an object`],
    [{ threshold: 1.1 }, 'options.threshold: expected a number from 0 to 1, got 1.1'],
    [{ threshold: Number.NaN }, 'options.threshold: expected a number from 0 to 1, got NaN'],
    [{ precision: -0.1 }, 'options.precision: expected a number from 0 to 1, got -0.1'],
    [{ precision: '0.9' }, 'options.precision: expected a number from 0 to 1, got "0.9"'],
    [{ threshold: 0.5, precision: 0.9 }, 'options.threshold, precision: expected one of the two, got both'],
    [{ maxFeatures: 0 }, 'options.maxFeatures: expected an integer of at least 1, got 0'],
    [{ maxFeatures: 1.5 }, 'options.maxFeatures: expected an integer of at least 1, got 1.5'],
    [{ maxFeatures: '9' }, 'options.maxFeatures: expected an integer of at least 1, got "9"'],
    [{ maxWeights: 0, weightBits: 8 }, 'options.maxWeights: expected an integer of at least 1, got 0'],
    [{ maxWeights: 9 }, 'options.maxWeights: expected weightBits 8 with it, got 16'],
    [{ weightBits: 4 }, 'options.weightBits: expected 16 or 8, got 4'],
    [{ weightBits: '8' }, 'options.weightBits: expected 16 or 8, got "8"'],
    [{ seed: -1 }, 'options.seed: expected an integer from 0 to 4294967295, got -1'],
    [{ seed: 0.5 }, 'options.seed: expected an integer from 0 to 4294967295, got 0.5'],
    [{ onProgress: 'bar' }, 'options.onProgress: expected a function, got "bar"'],
    [{ signal: 'stop' }, 'options.signal: expected an AbortSignal, got string'],
    [{ signal: {} }, 'options.signal: expected an AbortSignal, got object']
  ])('%o', (options, message) => {
    expect(() => trainClassifier(sentences(4), options as TrainOptions)).toThrow(message)
  })
})

describe('completing', () => {
  test('nothing said is the defaults; undefined is nothing said', () => {
    expect(trainOptions()).toEqual(TRAIN_DEFAULTS)
    const silence = Object.fromEntries(Object.keys(TRAIN_DEFAULTS).map(key => [key, undefined]))
    expect(trainOptions(silence)).toEqual(TRAIN_DEFAULTS)
  })

  test.each(Object.keys(PRESETS) as Preset[])('the preset %s is nothing more than its options', preset => {
    const examples = sentences(12)
    const byName = trainClassifier(examples, { preset, ...QUICK }).save()
    expect(byName).toEqual(trainClassifier(examples, { ...PRESETS[preset], ...QUICK }).save())
    expect(trainOptions({ preset, stopWords: false, seed: 7 })).toEqual({
      ...TRAIN_DEFAULTS,
      ...PRESETS[preset],
      stopWords: false,
      seed: 7
    })
  })

  test('the order of options does not matter', () => {
    const options: TrainOptions = { ...QUICK, ridge: 0.5, stopWords: false, threshold: 0.25, surface: false }
    const turned: TrainOptions = Object.fromEntries(Object.entries(options).reverse())
    expect(Object.keys(turned)).not.toEqual(Object.keys(options))
    expect(trainClassifier(sentences(9), turned).save()).toEqual(trainClassifier(sentences(9), options).save())
  })
})

describe('what options do', () => {
  test('given settings are kept, block weights as shares', () => {
    const { info } = trainClassifier(sentences(12), { ...QUICK, ridge: 0.125, blockWeights: [1, 0, 3] })
    expect(info.ridge).toBe(0.125)
    expect(info.blockWeights).toEqual({ words: 0.25, characters: 0, surface: 0.75 })
    const fewer = trainClassifier(sentences(12), { ...QUICK, words: false, surface: false }).info
    expect(fewer.blockWeights).toEqual({ characters: 1 })
  })

  test('chosen block weights have sum 1', () => {
    for (const count of [12, 270]) {
      const weights = Object.values(trainClassifier(sentences(count), QUICK).info.blockWeights)
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    }
  })

  test('stop words, look-alikes and balance change the model', () => {
    const examples = sentences(13)
    const plain = trainClassifier(examples, QUICK).save()
    for (const change of [
      { stopWords: false },
      { classWeight: 'none' },
      { dims: 2 ** 11 },
      { characters: [3, 4] }
    ] as const) {
      expect(trainClassifier(examples, { ...QUICK, ...change }).save()).not.toEqual(plain)
    }
    const folded = trainClassifier(examples, { ...QUICK, foldEvasion: true })
    expect(folded.classify('g0al str1ker').scores).not.toEqual(
      trainClassifier(examples, QUICK).classify('g0al str1ker').scores
    )
    expect(folded.classify('g0al').probability).toBeCloseTo(folded.classify('goal').probability, 1)
  })

  test.each([12, 270])('progress goes from 0 to 1 and never back, for %d examples', count => {
    const seen: number[] = []
    const steps: string[] = []
    trainClassifier(sentences(count), {
      ...QUICK,
      onProgress: (done, step) => {
        seen.push(done)
        steps.push(step)
      }
    })
    expect(seen[0]).toBe(0)
    expect(seen.at(-1)).toBe(1)
    expect(steps).toContain('calibrating')
    expect(seen).toEqual(seen.slice().sort((a, b) => a - b))
    expect(steps.every(step => step.length > 0)).toBe(true)
  })
})
