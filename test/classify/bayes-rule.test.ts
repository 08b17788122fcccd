import { describe, expect, test } from 'vitest'
import { lossWeights, readExamples } from '../../src/classify/examples.ts'
import { joinBlocks, weighBlock } from '../../src/classify/features.ts'
import type { Example } from '../../src/classify/index.ts'
import { learnModel } from '../../src/classify/learn.ts'
import { createScorer, type TextModel } from '../../src/classify/text-model.ts'
import { trainModel } from '../../src/classify/train.ts'
import { QUICK, sentences } from './samples.ts'

const uneven: Example[] = [...sentences(270), ...sentences(60, 2, ['weather'])]
const model = trainModel(uneven, { ...QUICK, blockWeights: [2, 3, 1] })
const more: Example[] = [
  { text: 'kombucha zymurgy frothing with salt', label: 'weather' },
  { text: 'goal goal keeper drizzle', label: 'cooking', weight: 3 },
  { text: 'nearly the people', label: 'football' }
]
const after = learnModel(model, more)

/** Old and new state of every column that a model may use, in the order of joined features; the constant is last. */
function states(of: TextModel) {
  const { memory, choice, bias } = of
  if (memory.kind !== 'certainty') throw new TypeError('expected a model of many rows')
  const k = bias.length
  const found = new Map<string, { weights: number[]; shrinkage: number; frequency: number }>()
  let at = 0
  of.blocks.forEach(({ index, frequency }, b) => {
    const scale = Math.sqrt(choice.blockWeights[b])
    index.columns.forEach((column, slot) => {
      const weights = Array.from(of.weights[b].subarray(slot * k, slot * k + k), w => w / scale)
      found.set(`${b} ${column}`, { weights, shrinkage: memory.shrinkage[at++], frequency: frequency[slot] })
    })
  })
  found.set('constant', { weights: Array.from(bias), shrinkage: memory.shrinkage[at], frequency: 0 })
  return found
}

const before = states(model)
const now = states(after)
const names = Array.from(now.keys())
const nothing = { weights: [0, 0, 0], shrinkage: 0, frequency: 0 }
const x = joinBlocks(
  model.features.transform(more.map(({ text }) => text)).map((counts, b) => weighBlock(after.blocks[b], counts)),
  model.choice.blockWeights.map(Math.sqrt)
)
const rowWeights = lossWeights(readExamples(uneven), true)
/** How much an example of each label weighed in training, by number. */
const classWeights = model.labels.map(label => rowWeights[uneven.findIndex(example => example.label === label)])

/** σ of the new scores, and what each example pulls at each output: s (t − p). */
const rows = more.map(({ text, label, weight = 1 }) => {
  const scores = new Float64Array(3)
  createScorer(after).scores(text, scores)
  const p = Array.from(scores, score => 1 / (1 + Math.exp(-score)))
  const s = weight * classWeights[model.labels.indexOf(String(label))]
  return { s, p, pull: p.map((share, o) => s * ((model.labels[o] === label ? 1 : 0) - share)) }
})

describe("Bayes' rule", () => {
  test('every weight stands where its prior and the new examples pull alike', () => {
    const { ridge, blockWeights } = model.choice
    const pulls = names.map(() => [0, 0, 0])
    for (let i = 0; i < x.rows; i++) {
      for (let at = x.indptr[i]; at < x.indptr[i + 1]; at++) {
        rows[i].pull.forEach((pull, o) => {
          pulls[x.indices[at]][o] += pull * x.values[at]
        })
      }
    }
    let largest = 0
    names.forEach((name, j) => {
      const old = before.get(name) ?? nothing
      const precision = ridge * 2 ** (old.shrinkage / 16)
      pulls[j].forEach((pull, o) => {
        const weight = now.get(name)?.weights[o] ?? Number.NaN
        // Weights are kept in 16 bits, with 11 of precision and steps of 2⁻²⁴ at the least.
        const scale = name === 'constant' ? 1 : Math.sqrt(blockWeights[Number(name.split(' ')[0])])
        const rounding = name === 'constant' ? 0 : Math.abs(weight) * 2 ** -11 + 2 ** -24 / scale
        expect(Math.abs((weight - old.weights[o]) * precision - pull)).toBeLessThan(rounding * precision + 0.002)
        largest = Math.max(largest, Math.abs(pull))
      })
    })
    expect(largest).toBeGreaterThan(0.1)
  })

  test('certainty grows by what the examples tell, and nowhere else', () => {
    const { ridge } = model.choice
    const information = names.map(name => ridge * (2 ** ((before.get(name) ?? nothing).shrinkage / 16) - 1))
    for (let i = 0; i < x.rows; i++) {
      const curvature = rows[i].p.reduce((sum, p) => sum + (rows[i].s * p * (1 - p)) / 3, 0)
      for (let at = x.indptr[i]; at < x.indptr[i + 1]; at++) {
        information[x.indices[at]] += curvature * x.values[at] ** 2
      }
    }
    let grown = 0
    names.forEach((name, j) => {
      const shrinkage = now.get(name)?.shrinkage ?? Number.NaN
      const old = (before.get(name) ?? nothing).shrinkage
      expect(Math.abs(shrinkage - Math.min(255, 16 * Math.log2(1 + information[j] / ridge)))).toBeLessThan(0.6)
      expect(shrinkage).toBeGreaterThanOrEqual(old)
      if (shrinkage > old) grown++
    })
    expect(grown).toBeGreaterThan(10)
  })

  test('what was known of columns stays, and a new one was in no training text', () => {
    for (const [name, { frequency }] of before) expect(now.get(name)?.frequency).toBe(frequency)
    const added = names.filter(name => !before.has(name))
    expect(added.length).toBeGreaterThan(10)
    for (const name of added) expect(now.get(name)?.frequency).toBe(0)
  })
})
