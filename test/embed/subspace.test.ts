import { expect, test } from 'vitest'
import { subspaceFigures } from '../../bench/retrieval/subspace.ts'
import { createFeaturizer } from '../../src/text/index.ts'
import { randomCounts, topicTexts } from './samples.ts'

const featurizer = createFeaturizer({
  blocks: [{ name: 'word', kind: 'word', min: 1, max: 1, dims: 2 ** 14, signed: false }]
})
const [counts] = featurizer.transform(topicTexts(240, 30, 1))

test('the axes hold 98 % of what the best as many do, with the defaults', () => {
  for (const dims of [8, 24, 48]) {
    const { share, best, ofBest, ...figures } = subspaceFigures(counts, { dims })
    expect(figures.dims).toBe(dims)
    expect(ofBest).toBeGreaterThan(0.98)
    expect(ofBest).toBeLessThan(1 + 1e-6)
    expect(share / best).toBe(ofBest)
    expect(best).toBeLessThan(0.9)
  }
})

test('one pass would not', () => {
  expect(subspaceFigures(counts, { dims: 24, passes: 1 }).ofBest).toBeLessThan(0.95)
})

test('no axes', () => {
  expect(subspaceFigures(randomCounts(1, 4, 1))).toEqual({ dims: 0, share: 0, best: 0, ofBest: 1 })
})
