import { describe, expect, it } from 'vitest'
import { columnIndex } from '../../src/classify/column-index.ts'
import { blockModel, idfOf, weighRow } from '../../src/classify/features.ts'
import { growBlock } from '../../src/classify/grow.ts'
import { type TrainOptions, trainClassifier } from '../../src/classify/index.ts'
import { sentences } from './samples.ts'

const EXAMPLES = sentences(20)
const QUICK: TrainOptions = { dims: 2 ** 12, ridge: 0.1 }

function known(unknownWeight: number): number {
  const block = blockModel(columnIndex(Uint32Array.of(3), 8), Uint32Array.of(2), 4, undefined, unknownWeight)
  const values = new Float64Array(2)
  const row = { indices: Uint32Array.of(3, 5), values: Float32Array.of(1, 1) }
  expect(weighRow(block, row, new Uint32Array(2), values)).toBe(1)
  return values[0]
}

describe('unknownWeight', () => {
  it('is the share of its weight that an unknown column has in the length of a row', () => {
    const seen = idfOf(2, 4)
    for (const share of [0, 0.3, 1]) expect(known(share)).toBeCloseTo(seen / Math.hypot(seen, share * idfOf(0, 4)), 12)
    expect(known(0)).toBe(1)
  })

  it('leaves columns that are learnt later their whole weight', () => {
    const block = blockModel(columnIndex(Uint32Array.of(3), 8), Uint32Array.of(2), 4, undefined, 0.3)
    const counts = {
      rows: 1,
      cols: 8,
      indptr: Uint32Array.of(0, 1),
      indices: Uint32Array.of(5),
      values: Float32Array.of(1)
    }
    const grown = growBlock(block, counts).block
    expect(Array.from(grown.idf)).toEqual([idfOf(2, 4), idfOf(0, 4)])
    expect(grown.unknownWeight).toBe(0.3)
  })

  it('lets a text with strange words in it stay what it was', () => {
    const [{ text, label }] = EXAMPLES
    const strange = `${text} zyxwv utsrq ponml kjihg fedcb`
    const sure = (options: TrainOptions) => {
      const { scores } = trainClassifier(EXAMPLES, { ...QUICK, ...options }).classify(strange)
      return scores.find(score => score.label === label)?.probability ?? 0
    }
    expect(sure({ unknownWeight: 0.1 })).toBeGreaterThan(sure({ unknownWeight: 1 }))
  })

  it.each<[TrainOptions, string]>([
    [{ unknownWeight: 2 }, 'options.unknownWeight: expected a number from 0 to 1, got 2'],
    [{ unknownWeight: '1' as unknown as number }, 'options.unknownWeight: expected a number from 0 to 1, got "1"'],
    [{ slips: 1 as unknown as boolean }, 'options.slips: expected true or false, got 1'],
    [{ stream: [5, 3] }, 'options.stream: expected false or [shortest, longest] within 1 to 16, got [5,3]']
  ])('%o is refused', (options, message) => {
    expect(() => trainClassifier(EXAMPLES, options)).toThrow(message)
  })

  it('stream and slips alone make a classifier', () => {
    const blocks = { words: false, characters: false, surface: false, stream: [3, 5], slips: true } as const
    const { info } = trainClassifier(EXAMPLES, { ...QUICK, ...blocks })
    expect(Object.keys(info.blockWeights)).toEqual(['stream', 'slips'])
  })
})

describe('a file', () => {
  it('says what is new only where it is used', () => {
    const said = (options: TrainOptions) => new TextDecoder().decode(trainClassifier(EXAMPLES, options).save())
    expect(said(QUICK)).not.toMatch(/unknownWeight|slips|stream|disguise|waymark-text-2/)
    expect(said({ ...QUICK, preset: 'spam' })).toMatch(/waymark-text-2/)
  })
})
