import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Kernel, type KernelElmOptions, predictKernelElm, trainKernelElm } from '../../src/elm/index.ts'
import { denseFromRows, type Matrix, sparseFromDense } from '../../src/math/index.ts'
import { distance } from '../math/matrices.ts'

interface Case {
  kernel: Kernel
  ridge: number
  weighted: boolean
  landmarks?: number[]
  scores: number[][]
  predictions: number[][]
  leftOut?: number[][]
  groupsLeftOut?: number[][]
}

interface Golden {
  x: number[][]
  new: number[][]
  targets: number[][]
  classes: number[][]
  weights: number[]
  groups: number[]
  kernelRidge: Case[]
  nystroemRidge: Case[]
  logistic: Case[]
}

const golden: Golden = JSON.parse(
  readFileSync(new URL('../../fixtures/golden/elm/machines.json', import.meta.url), 'utf8')
)
const TOLERANCE = 1e-6

const groups = Array.from(new Set(golden.groups), g =>
  Uint32Array.from(golden.groups.flatMap((other, i) => (other === g ? [i] : [])))
)

const layouts: readonly (readonly [string, (rows: number[][]) => Matrix])[] = [
  ['dense', denseFromRows],
  ['sparse', rows => sparseFromDense(denseFromRows(rows))]
]

describe.each(layouts)('scikit-learn on %s rows', (_, layout) => {
  const x = [layout(golden.x)]
  const fresh = [layout(golden.new)]

  const expectSame = (one: Case, head: 'ridge' | 'logistic', targets: number[][]) => {
    const options: KernelElmOptions = {
      kernels: [one.kernel],
      ridge: one.ridge,
      head,
      landmarks: one.landmarks === undefined ? 'all' : Uint32Array.from(one.landmarks),
      ...(one.weighted && { sampleWeights: Float64Array.from(golden.weights) })
    }
    const { model, scores, leftOut } = trainKernelElm(x, denseFromRows(targets), options)
    expect(distance(scores, denseFromRows(one.scores))).toBeLessThan(TOLERANCE)
    expect(distance(predictKernelElm(model, fresh), denseFromRows(one.predictions))).toBeLessThan(TOLERANCE)
    if (one.leftOut === undefined || one.groupsLeftOut === undefined) return
    expect(distance(leftOut, denseFromRows(one.leftOut))).toBeLessThan(TOLERANCE)
    const inGroups = trainKernelElm(x, denseFromRows(targets), { ...options, groups }).leftOut
    expect(distance(inGroups, denseFromRows(one.groupsLeftOut))).toBeLessThan(TOLERANCE)
  }

  const name = ({ kernel, ridge, weighted, landmarks }: Case) =>
    `${JSON.stringify(kernel)}, ridge ${ridge}${weighted ? ', weighted' : ''}${landmarks ? `, ${landmarks.length} landmarks` : ''}`

  test.each(golden.kernelRidge.map(one => [name(one), one] as const))('KernelRidge: %s', (_name, one) => {
    expectSame(one, 'ridge', golden.targets)
  })

  test.each(golden.nystroemRidge.map(one => [name(one), one] as const))('Nystroem, then Ridge: %s', (_name, one) => {
    expectSame(one, 'ridge', golden.targets)
  })

  test.each(golden.logistic.map(one => [name(one), one] as const))(
    'Nystroem, then LogisticRegression: %s',
    (_name, one) => {
      expectSame(one, 'logistic', golden.classes)
    }
  )
})

test('the golden file has cases of every kind', () => {
  expect([golden.kernelRidge.length, golden.nystroemRidge.length, golden.logistic.length]).toEqual([16, 14, 12])
})
