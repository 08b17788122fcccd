import { checkSignal } from '../elm/index.ts'
import { show } from './examples.ts'
import { type AskedTrainOptions, blockNames, ngramNames, RANGES } from './options.ts'

/** Throws TypeError or RangeError naming the option, what was expected and what came. */
export function checkOptions(o: AskedTrainOptions): void {
  for (const key of RANGES) expectRange(key, o[key])
  if (ngramNames(o).length === 0)
    throw new RangeError('options.words, characters, surface, stream, slips: expected at least one, got none')
  for (const key of ['stopWords', 'foldEvasion', 'slips'] as const) {
    if (typeof o[key] !== 'boolean') throw new TypeError(`options.${key}: expected true or false, got ${show(o[key])}`)
  }
  if (!Number.isInteger(Math.log2(o.dims)) || o.dims < 2 ** 10 || o.dims > 2 ** 24) {
    throw new RangeError(`options.dims: expected a power of two from 1024 to 16777216, got ${show(o.dims)}`)
  }
  if (o.classWeight !== 'balanced' && o.classWeight !== 'none') {
    throw new TypeError(`options.classWeight: expected 'balanced' or 'none', got ${show(o.classWeight)}`)
  }
  if (o.ridge !== 'auto' && !(typeof o.ridge === 'number' && o.ridge >= 1e-6 && o.ridge <= 1e6)) {
    throw new RangeError(`options.ridge: expected 'auto' or a number from 1e-6 to 1e6, got ${show(o.ridge)}`)
  }
  checkKnowledge(o)
  checkBlockWeights(o)
  for (const key of ['threshold', 'precision'] as const) {
    const value = o[key]
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= 1)) {
      throw new RangeError(`options.${key}: expected a number from 0 to 1, got ${show(value)}`)
    }
  }
  if (o.threshold !== undefined && o.precision !== undefined) {
    throw new TypeError('options.threshold, precision: expected one of the two, got both')
  }
  for (const key of ['maxFeatures', 'maxWeights'] as const) {
    const value = o[key]
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      throw new RangeError(`options.${key}: expected an integer of at least 1, got ${show(value)}`)
    }
  }
  if (!(typeof o.unknownWeight === 'number' && o.unknownWeight >= 0 && o.unknownWeight <= 1)) {
    throw new RangeError(`options.unknownWeight: expected a number from 0 to 1, got ${show(o.unknownWeight)}`)
  }
  if (o.weightBits !== 16 && o.weightBits !== 8) {
    throw new RangeError(`options.weightBits: expected 16 or 8, got ${show(o.weightBits)}`)
  }
  if (o.maxWeights !== undefined && o.weightBits !== 8) {
    throw new TypeError(`options.maxWeights: expected weightBits 8 with it, got ${show(o.weightBits)}`)
  }
  if (!Number.isInteger(o.seed) || o.seed < 0 || o.seed > 0xffffffff) {
    throw new RangeError(`options.seed: expected an integer from 0 to 4294967295, got ${show(o.seed)}`)
  }
  if (o.onProgress !== undefined && typeof o.onProgress !== 'function') {
    throw new TypeError(`options.onProgress: expected a function, got ${show(o.onProgress)}`)
  }
  checkSignal(o.signal, 'options.signal')
}

/** What the classifier knows beside its examples. */
function checkKnowledge({ vectors, descriptions, unlabelled }: AskedTrainOptions): void {
  if (vectors !== undefined && !(typeof vectors?.embed === 'function' && Number.isSafeInteger(vectors.dims))) {
    throw new TypeError(`options.vectors: expected word vectors, as loadVectors gives them, got ${show(vectors)}`)
  }
  if (descriptions !== undefined) {
    if (typeof descriptions !== 'object' || descriptions === null || Array.isArray(descriptions)) {
      throw new TypeError(`options.descriptions: expected an object of texts by label, got ${show(descriptions)}`)
    }
    for (const [label, text] of Object.entries(descriptions)) {
      if (typeof text !== 'string') {
        throw new TypeError(`options.descriptions[${show(label)}]: expected a string, got ${show(text)}`)
      }
    }
  }
  if (unlabelled !== undefined) {
    if (typeof unlabelled?.[Symbol.iterator] !== 'function' || typeof unlabelled === 'string') {
      throw new TypeError(`options.unlabelled: expected a list of strings, got ${show(unlabelled)}`)
    }
  }
}

function expectRange(key: string, value: unknown): void {
  const auto = key === 'characters' || key === 'surface'
  if (value === false || (auto && value === 'auto')) return
  const [min, max] = Array.isArray(value) && value.length === 2 ? value : []
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min || max > 16) {
    const got = Array.isArray(value) ? JSON.stringify(value) : show(value)
    const choices = auto ? "'auto', false" : 'false'
    throw new RangeError(`options.${key}: expected ${choices} or [shortest, longest] within 1 to 16, got ${got}`)
  }
}

function checkBlockWeights(o: AskedTrainOptions): void {
  const weights = o.blockWeights
  if (weights === 'auto') return
  const names = blockNames(o)
  const good =
    Array.isArray(weights) && weights.length === names.length && weights.every(w => typeof w === 'number' && w >= 0)
  const sum = good ? weights.reduce((a: number, b: number) => a + b, 0) : Number.NaN
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `options.blockWeights: expected 'auto' or ${names.length} numbers of at least 0 (${names.join(', ')}), not all 0, got ${Array.isArray(weights) ? JSON.stringify(weights) : show(weights)}`
    )
  }
}
