import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type HiddenLayerOptions, hiddenFeatures, hiddenLayer, predictElm, trainElm } from '../../src/elm/index.ts'
import { denseFromRows, sparseFromDense } from '../../src/math/index.ts'
import { distance } from '../math/matrices.ts'

interface Case {
  layer: HiddenLayerOptions
  ridge: number
  hidden: number[][]
  predictions: number[][]
}

interface Golden {
  x: number[][]
  new: number[][]
  targets: number[][]
  weights: number[]
  cases: Case[]
}

const golden: Golden = JSON.parse(
  readFileSync(new URL('../../fixtures/golden/elm/hidden.json', import.meta.url), 'utf8')
)
const x = denseFromRows(golden.x)
const fresh = denseFromRows(golden.new)
const targets = denseFromRows(golden.targets)

describe.each(golden.cases.map(one => [JSON.stringify(one.layer), one] as const))('%s', (_, one) => {
  test('the layer draws what it always has', () => {
    expect(distance(hiddenFeatures(hiddenLayer(5, one.layer), fresh), denseFromRows(one.hidden))).toBeLessThan(1e-13)
  })

  test('scikit-learn, Ridge on the hidden units', () => {
    const options = { ...one.layer, ridge: one.ridge, sampleWeights: Float64Array.from(golden.weights) }
    for (const rows of [x, sparseFromDense(x)]) {
      const { model } = trainElm(rows, targets, options)
      expect(distance(predictElm(model, fresh), denseFromRows(one.predictions))).toBeLessThan(1e-9)
    }
  })
})

test('the golden file has a case of every activation', () => {
  expect(golden.cases.map(({ layer }) => layer.activation)).toEqual(['linear', 'tanh', 'relu', 'sigmoid', 'gelu'])
})
