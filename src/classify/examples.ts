import { type Dense, dense } from '../math/index.ts'
import { outputsOf } from './text-model.ts'

/** The bounds of the weight of an example. */
export const LEAST_WEIGHT = 1e-6
export const MOST_WEIGHT = 1e6

/** A text and the label, or labels, it should get. */
export interface Example {
  readonly text: string
  /** One label, or a list of labels, which may be empty: then every text may have several. */
  readonly label: string | readonly string[]
  /**
   * How much this example counts in training, from 1e-6 to 1e6; only ratios matter. Default 1. What is judged on examples left
   * out (settings, probabilities, threshold) and the rarity of n-grams count every example once.
   */
  readonly weight?: number
}

/** Examples, checked and taken apart. */
export interface ExampleTable {
  readonly texts: readonly string[]
  /** One list of label numbers per text, ascending, each once. */
  readonly labels: readonly Uint32Array[]
  /** (n) */
  readonly weights: Float64Array
  /** By code point, each once. */
  readonly names: readonly string[]
  /** Whether any example gave a list, or the classifier they are for gives several. */
  readonly multiLabel: boolean
}

/** A value as an error message shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** What a trained classifier expects of further examples: labels from its own, and one of them unless it gives several. */
export type Known = { readonly labels: readonly string[]; readonly multiLabel: boolean }

/** Takes examples one by one, and keeps all of them but their texts. */
export interface ExampleReader {
  /** The text of the next example. Throws TypeError or RangeError naming the example, by its number, and the field at fault. */
  read(example: Example): string
  /** What the examples so far say. */
  table(): Omit<ExampleTable, 'texts'>
}

/**
 * Reads examples once, in order; fields beside the three are not looked at. Labels keep the spelling they have.
 *
 * @param known the classifier that the examples are for, if there is one
 * @throws TypeError or RangeError naming the example and field at fault
 */
export function readExamples(examples: Iterable<Example>, known?: Known): ExampleTable {
  if (typeof examples?.[Symbol.iterator] !== 'function' || typeof examples === 'string') {
    throw new TypeError(`examples: expected a list of { text, label }, got ${show(examples)}`)
  }
  const reader = exampleReader(known)
  const texts: string[] = []
  for (const example of examples) texts.push(reader.read(example))
  return { texts, ...reader.table() }
}

/** A reader of examples, of those for a classifier or of any. */
export function exampleReader(known?: Known): ExampleReader {
  const lists: (readonly string[])[] = []
  const weights: number[] = []
  // Examples of one label share its list, and the list of its number.
  const single = new Map<string, readonly string[]>()
  let multiLabel = false
  return {
    read(example) {
      const where = `examples[${lists.length}]`
      if (typeof example !== 'object' || example === null) {
        throw new TypeError(`${where}: expected { text, label }, got ${show(example)}`)
      }
      const { text, label, weight = 1 } = example
      if (typeof text !== 'string') throw new TypeError(`${where}.text: expected a string, got ${show(text)}`)
      if (typeof weight !== 'number' || !(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT)) {
        throw new RangeError(`${where}.weight: expected a number from 1e-6 to 1e6, got ${show(weight)}`)
      }
      if (Array.isArray(label)) multiLabel = true
      const given = typeof label === 'string' ? single.get(label) : undefined
      const list = given ?? readLabels(label, where, known)
      if (typeof label === 'string') single.set(label, list)
      lists.push(list)
      weights.push(weight)
      return text
    },
    table: () => ({
      ...numberLabels(lists, known),
      weights: Float64Array.from(weights),
      multiLabel: known?.multiLabel ?? multiLabel
    })
  }
}

/** Labels as numbers, by code point unless they are those of a classifier. */
function numberLabels(lists: readonly (readonly string[])[], known: Known | undefined) {
  const distinct = new Set(lists)
  const names = known?.labels ?? [...new Set(Array.from(distinct).flat())].sort(byCodePoint)
  const numbers = new Map(names.map((name, i) => [name, i]))
  const numbered = new Map(
    Array.from(distinct, list => [list, Uint32Array.from(new Set(list), name => numbers.get(name) ?? 0).sort()])
  )
  return { names, labels: lists.map(list => numbered.get(list) ?? new Uint32Array(0)) }
}

function readLabels(label: unknown, where: string, known: Known | undefined): string[] {
  const list: readonly unknown[] = Array.isArray(label) ? label : [label]
  if (known?.multiLabel === false && list.length !== 1) {
    throw new RangeError(`${where}.label: expected one label, as the classifier gives, got ${list.length}`)
  }
  return list.map((name, i) => {
    const at = Array.isArray(label) ? `${where}.label[${i}]` : `${where}.label`
    if (typeof name !== 'string') throw new TypeError(`${at}: expected a string, got ${show(name)}`)
    if (known !== undefined && !known.labels.includes(name)) {
      const labels = known.labels.map(show).join(', ')
      throw new RangeError(`${at}: expected one of the labels trained on (${labels}), got ${show(name)}`)
    }
    return name
  })
}

/** The order of labels, by code point. */
export function byCodePoint(a: string, b: string): number {
  const x = Array.from(a, c => c.codePointAt(0) ?? 0)
  const y = Array.from(b, c => c.codePointAt(0) ?? 0)
  for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i] - y[i]
  return x.length - y.length
}

/**
 * The targets of the outputs, (n, k): one column per label; one column in all, that of the second label, where two labels
 * exclude each other.
 */
export function targetsOf(labels: readonly Uint32Array[], count: number, multiLabel: boolean): Dense {
  const k = outputsOf(count, multiLabel)
  const out = dense(labels.length, k)
  for (let i = 0; i < labels.length; i++) {
    for (const label of labels[i]) {
      if (k === count) out.data[i * k + label] = 1
      else if (label === 1) out.data[i] = 1
    }
  }
  return out
}

/** How much more a row of a rare class may count than one of the largest. */
const MOST_BALANCE = 10

/**
 * The weight of each row in the loss: its own, times n / (k · n_c) for its class c when `balanced`, so that every class
 * counts alike, though a row never more than ten times one of the largest class, where one mistake would outweigh all its
 * right copies; unless rows may have several labels. They are scaled to a mean of 1, so that only the ratios of weights matter.
 */
export function lossWeights(table: Omit<ExampleTable, 'texts'>, balanced: boolean): Float64Array {
  const { names, labels, multiLabel } = table
  const weights = table.weights.slice()
  if (balanced && !multiLabel) {
    const counts = new Float64Array(names.length)
    for (const [label] of labels) counts[label]++
    const least = Math.max(...counts) / MOST_BALANCE
    for (let j = 0; j < counts.length; j++) counts[j] = Math.max(counts[j], least)
    for (let i = 0; i < weights.length; i++) weights[i] *= labels.length / names.length / counts[labels[i][0]]
  }
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i]
  const scale = weights.length / sum
  for (let i = 0; i < weights.length; i++) weights[i] *= scale
  return weights
}
