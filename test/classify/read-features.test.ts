import { describe, expect, test } from 'vitest'
import { GrowingRows } from '../../src/classify/growing-rows.ts'
import { type Example, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { featurizerOptions, trainOptions, withBlocks } from '../../src/classify/options.ts'
import { countTexts, readFeatures, shareOfSingles } from '../../src/classify/read-features.ts'
import { textFeatures } from '../../src/classify/text-features.ts'
import { checkSparse, createRandom, sparseFromRows } from '../../src/math/index.ts'
import { createFeaturizer } from '../../src/text/index.ts'
import { QUICK, sentences, sparse, topicVectors } from './samples.ts'

const MANY = 30_000
const few = withBlocks(trainOptions(QUICK), true)
const all = withBlocks(trainOptions(QUICK))
const textsOf = (examples: readonly Example[]) => examples.map(({ text }) => text)

describe('many texts', () => {
  test.each([undefined, topicVectors()])('have the features they have by themselves', vectors => {
    const features = textFeatures(createFeaturizer(featurizerOptions(all)), vectors)
    const texts = [...textsOf(sentences(4500)), '', 'x'.repeat(3000)]
    const told: number[] = []
    const counts = countTexts(features, texts, done => told.push(done))
    expect(told).toEqual([0, 4096 / texts.length])
    features.transform(texts).forEach((block, b) => {
      checkSparse(counts[b])
      expect([counts[b].rows, counts[b].cols]).toEqual([block.rows, block.cols])
      for (const part of ['indptr', 'indices', 'values'] as const) {
        expect(counts[b][part].length).toBe(block[part].length)
        expect(counts[b][part].every((v, p) => v === block[part][p])).toBe(true)
      }
    })
  })

  test('are told of while they are read; few are not', () => {
    const told: number[] = []
    trainClassifier(sentences(9000), {
      ...QUICK,
      characters: false,
      surface: false,
      onProgress: (done, step) => {
        if (step === 'reading texts') told.push(done)
      }
    })
    expect(told.length).toBeGreaterThan(2)
    expect(told).toEqual(told.slice().sort((a, b) => a - b))
  })

  test('rows that grow longer than the first let expect find room', () => {
    const rows = new GrowingRows(40, 2 ** 19)
    const lengths = Array.from({ length: 40 }, (_, i) => (i < 30 ? 1000 * i : 50_000))
    for (const size of lengths) {
      const indices = Uint32Array.from({ length: size + 3 }, (_, p) => 2 * p)
      rows.add({ size, indices, values: Float32Array.from(indices, j => j + 1) })
    }
    const x = checkSparse(rows.matrix())
    expect(Array.from(x.indptr, (end, i) => end - x.indptr[Math.max(0, i - 1)]).slice(1)).toEqual(lengths)
    for (let i = 0; i < 40; i++) {
      const last = x.indptr[i + 1] - 1
      if (lengths[i] > 0) expect([x.indices[last], x.values[last]]).toEqual([2 * lengths[i] - 2, 2 * lengths[i] - 1])
    }
  })
})

describe('blocks that are left to training', () => {
  // Two words each, one of them of its topic: so many are read again and again.
  const known = sentences(MANY, 2).map(({ text, label }) => ({ text: text.split(' ').slice(0, 2).join(' '), label }))
  /** One word more in each text that is in no other: letters, since digits are masked. */
  const strange = known.map(({ text }, i) => `${text} ${Array.from(String(i), d => 'abcdefghij'[Number(d)]).join('')}`)
  const blocksOf = (texts: readonly string[], given = {}) => {
    const { options, counts } = readFeatures(trainOptions({ ...QUICK, ...given }), texts, () => {})
    expect(counts[0].rows).toBe(texts.length)
    const { characters, surface } = options
    return { characters, surface }
  }
  const fewer = { characters: few.characters, surface: few.surface }
  const every = { characters: all.characters, surface: all.surface }

  test('are words alone where words are many and known', () => {
    expect(fewer).toEqual({ characters: false, surface: [1, 1] })
    expect(every).toEqual({ characters: [3, 5], surface: [1, 2] })
    expect(blocksOf(textsOf(known))).toEqual(fewer)
    expect(blocksOf(textsOf(known.slice(1)))).toEqual(every)
    expect(blocksOf(strange)).toEqual(every)
    expect(blocksOf(strange, { dims: 2 ** 18 })).toEqual(every)
  })

  test('are what is said where anything is said of them', () => {
    const texts = textsOf(known)
    expect(blocksOf(texts)).toEqual(fewer)
    for (const given of [
      { characters: [3, 4] },
      { surface: [1, 1] },
      { surface: false },
      { words: false },
      { words: [2, 2] },
      { blockWeights: [1, 1, 1] },
      { slips: true },
      { stream: [3, 3] }
    ] as const) {
      expect(blocksOf(texts, given)).toEqual({
        characters: 'characters' in given ? given.characters : [3, 5],
        surface: 'surface' in given ? given.surface : [1, 2]
      })
    }
  })

  test('stand in the file, which reads texts as the classifier did', () => {
    const classifier = trainClassifier(known, { dims: 2 ** 14 })
    expect(classifier.info.blockWeights).toEqual({ words: 0.5, surface: 0.5 })
    expect(classifier.info.leaveOneOut.accuracy).toBeGreaterThan(0.95)
    const loaded = loadClassifier(classifier.save())
    expect(loaded.info).toEqual(classifier.info)
    for (const { text } of sentences(40, 7)) expect(loaded.classify(text)).toEqual(classifier.classify(text))
    const more = sentences(3, 8)
    expect(loaded.learn(more).save()).toEqual(classifier.learn(more).save())
  })

  test('singles are the entries that have a column to themselves, and those that share one, as far as can be told', () => {
    const rest = [0, 0, 0, 0]
    expect(shareOfSingles(sparse([1, 2, 0, 0, ...rest], [1, 0, 3, 0, ...rest], [1, 0, 0, 0, ...rest]))).toBeCloseTo(
      (2 / 5) * (8 / 5),
      12
    )
    expect(shareOfSingles(sparse([0, 0]))).toBe(1)
    expect(shareOfSingles(sparse([1, 0, 2, 0], [0, 0, 0, 1]))).toBe(1)
    // 1,200 words, each in one text, and one in all texts, hashed to 4,096 columns.
    const random = createRandom(1)
    const rows = Array.from({ length: 1200 }, () => {
      const indices = Uint32Array.of(0, 1 + random.below(4095))
      return { indices, values: Float32Array.of(1, 1) }
    })
    const share = shareOfSingles(sparseFromRows(rows, 4096))
    expect(Math.abs(share - 0.5)).toBeLessThan(0.03)
  })
})
