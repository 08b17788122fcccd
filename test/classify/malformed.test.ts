import { describe, expect, test } from 'vitest'
import {
  type Classifier,
  classifierFromJson,
  type Example,
  loadClassifier,
  trainClassifier
} from '../../src/classify/index.ts'
import { packNumbers, unpackNumbers } from '../../src/classify/varint.ts'
import { type ArrayOf, decodeModel, encodeModel, ModelFormatError, type Tensor, tensor } from '../../src/model/index.ts'
import { QUICK, sentences } from './samples.ts'

/** A record that can be made to lie. */
interface Draft {
  kind: string
  version: number
  // biome-ignore lint/suspicious/noExplicitAny: a lie may be of any type
  config: any
  tensors: Map<string, Tensor>
}

type Lie = (draft: Draft) => void

function refusal(classifier: Classifier, lie: Lie): string {
  const record = decodeModel(classifier.save())
  const draft: Draft = { ...record, config: structuredClone(record.config), tensors: new Map(record.tensors) }
  lie(draft)
  try {
    loadClassifier(encodeModel(draft))
  } catch (error) {
    if (error instanceof ModelFormatError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}

const set =
  (path: string, value: unknown): Lie =>
  ({ config }) => {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    keys.reduce((at, key) => at[key], config)[last] = value
  }

const drop =
  (key: string): Lie =>
  ({ config, tensors }) => {
    if (!tensors.delete(key)) delete config[key]
  }

/** Changes a copy of the numbers of a tensor, which may become longer or shorter. */
function numbers<D extends 'F64' | 'U8' | 'F16'>(name: string, dtype: D, change: (data: number[]) => unknown): Lie {
  return ({ tensors }) => {
    const data = Array.from(tensors.get(name)?.data ?? [])
    change(data)
    const shape = tensors.get(name)?.shape ?? []
    const size = shape.reduce((product, length) => product * length, 1)
    const arrays = { F64: Float64Array, U8: Uint8Array, F16: Uint16Array }
    const fitting = data.length === size ? shape : [data.length]
    tensors.set(name, tensor(dtype, fitting, arrays[dtype].from(data) as ArrayOf[D]) as unknown as Tensor)
  }
}

/** Changes packed whole numbers. */
const packed = (name: string, change: (data: number[]) => unknown): Lie =>
  numbers(name, 'U8', bytes => {
    const data = Array.from(unpackNumbers(Uint8Array.from(bytes), name))
    change(data)
    bytes.splice(0, bytes.length, ...packNumbers(data))
  })

const put = (i: number, value: number) => (data: number[]) => {
  data[i] = value
}

const small = trainClassifier(sentences(12), { ...QUICK, threshold: 0.4 })
const large = trainClassifier(sentences(280), QUICK)
const listed: Example[] = sentences(12).map(({ text, label }, i) => ({
  text,
  label: i === 0 ? ['cooking', 'weather'] : [label].flat()
}))
const several = trainClassifier(listed, QUICK)

test('what is not changed loads', () => {
  for (const classifier of [small, large, several]) expect(refusal(classifier, () => {})).toBe('none')
})

describe('any model', () => {
  test.each<[string, Lie, string]>([
    [
      'another kind',
      d => (d.kind = 'waymark-index'),
      'wrong-kind: kind: expected "waymark-text-classifier", got "waymark-index"'
    ],
    [
      'a newer version',
      d => (d.version = 2),
      'newer-version: version of "waymark-text-classifier": expected at most 1, got 2'
    ],
    ['no labels', drop('labels'), 'bad-field: config.labels: expected an array of strings, got undefined'],
    ['labels of numbers', set('labels', [1, 2, 3]), 'bad-field: config.labels: expected an array of strings'],
    ['one label', set('labels', ['a']), 'bad-field: config.labels: expected at least 2, got 1'],
    [
      'labels twice',
      set('labels', ['a', 'a', 'b']),
      'bad-field: config.labels[1]: expected labels by code point, each once'
    ],
    ['labels unsorted', set('labels', ['a', 'c', 'b']), 'bad-field: config.labels[2]: expected labels by code point'],
    [
      'labels by UTF-16',
      set('labels', ['a', '\u{1f600}', '\uff61']),
      'bad-field: config.labels[2]: expected labels by'
    ],
    [
      'a label more',
      set('labels', ['a', 'b', 'c', 'd']),
      'bad-shape: tensor "calibration.bias": shape: expected [4], got [3]'
    ],
    ['no multiLabel', drop('multiLabel'), 'bad-field: config.multiLabel: expected true or false, got undefined'],
    ['no options', drop('options'), 'bad-field: config.options: expected an object, got undefined'],
    ['an unknown option', set('options.speed', 1), 'bad-field: config.options.speed: unknown option'],
    [
      'an option of another type',
      set('options.stopWords', 'yes'),
      'bad-field: config.options.stopWords: expected true or'
    ],
    ['an option as null', set('options.ridge', null), 'bad-field: config.options.ridge: expected'],
    [
      'a function for an option',
      set('options.onProgress', 'alert()'),
      'bad-field: config.options.onProgress: expected'
    ],
    ['no features', drop('features'), 'bad-field: config.features: expected an object, got undefined'],
    ['another analyser', set('features.analyzer', 'x'), 'bad-field: config.features: config.analyzer: expected'],
    ['another hash', set('features.hash', 'md5'), 'bad-field: config.features: config.hash: expected'],
    [
      'unknown stop words',
      set('features.stopWords', 'klingon'),
      'bad-field: config.features: config.stopWords: the model needs'
    ],
    ['no blocks', set('features.blocks', []), 'bad-field: config.features: featurizer.blocks: expected'],
    ['a block less', d => d.config.features.blocks.pop(), 'bad-field: config.features.blocks: expected 3 (words,'],
    [
      'blocks turned round',
      d => d.config.features.blocks.reverse(),
      'config.features.blocks[0].name: expected "words", got "surface"'
    ],
    [
      'a block of other dims',
      set('features.blocks.1.dims', 2 ** 13),
      'config.features.blocks[1].dims: expected 4096, got 8192'
    ],
    [
      'huge dims',
      set('features.blocks.1.dims', 2 ** 30),
      'config.features.blocks[1].dims: expected 4096, got 1073741824'
    ],
    ['a block of no size', set('features.blocks.0.dims', 0), 'config.features: featurizer.blocks[0].dims: expected'],
    [
      'signed counts',
      set('features.blocks.2.signed', true),
      'config.features.blocks[2].signed: expected false, got true'
    ],
    ['no documents', set('documents', 0), 'bad-field: config.documents: expected a whole number from 1'],
    ['half a document', set('documents', 2.5), 'bad-field: config.documents: expected a whole number, got 2.5'],
    ['negative ridge', set('ridge', -1), 'bad-field: config.ridge: expected a finite number from 5e-324'],
    ['no ridge', set('ridge', 0), 'bad-field: config.ridge: expected a finite number from 5e-324'],
    ['ridge as text', set('ridge', '1'), 'bad-field: config.ridge: expected a finite number, got "1"'],
    ['block weights of one', set('blockWeights', [1]), 'bad-field: config.blockWeights: expected 3 with sum 1'],
    [
      'block weights of no sum',
      set('blockWeights', [0, 0, 0]),
      'bad-field: config.blockWeights: expected 3 with sum 1'
    ],
    [
      'negative block weights',
      set('blockWeights', [2, -0.5, -0.5]),
      'bad-field: config.blockWeights: expected an array of finite'
    ],
    [
      'all of it naive Bayes, twice',
      set('naiveBayes', 2),
      'bad-field: config.naiveBayes: expected a finite number from 0 to 1, got 2'
    ],
    [
      'a negative scale',
      set('naiveBayesScale', -1),
      'bad-field: config.naiveBayesScale: expected a finite number from 0'
    ],
    [
      'an endless slope',
      set('logSlope', 1e6),
      'bad-field: config.logSlope: expected a finite number from -50 to 50, got 1000000'
    ],
    [
      'more noise than text',
      set('noise', 1.5),
      'bad-field: config.noise: expected a finite number from 0 to 1, got 1.5'
    ],
    ['threshold 2', set('threshold', 2), 'bad-field: config.threshold: expected a finite number from 0 to 1, got 2'],
    ['threshold as text', set('threshold', '0.5'), 'bad-field: config.threshold: expected a finite number, got "0.5"'],
    ['no threshold', drop('threshold'), 'bad-field: config.threshold: expected a finite number, got undefined'],
    [
      'no figures',
      drop('leaveOneOut'),
      'bad-field: config.leaveOneOut.accuracy: expected a finite number, got undefined'
    ],
    ['negative learning', set('learned', -1), 'bad-field: config.learned: expected a whole number from 0'],
    [
      'an unknown memory',
      set('memory', 'total'),
      'bad-field: config.memory: expected one of "rows", "certainty", got "total"'
    ],
    ['no bias', drop('calibration.bias'), 'missing-tensor: tensor "calibration.bias": expected F64'],
    [
      'NaN bias',
      numbers('calibration.bias', 'F64', put(1, Number.NaN)),
      'bad-field: calibration.bias[1]: expected a number from'
    ],
    [
      'a bias of another type',
      numbers('calibration.bias', 'F16', put(0, 0)),
      'bad-dtype: tensor "calibration.bias": dtype: expected F64, got F16'
    ],
    [
      'a prior above 1',
      numbers('prior', 'F64', put(0, 1.5)),
      'bad-field: prior[0]: expected a number from 0 to 1, got 1.5'
    ],
    [
      'priors of another sum',
      numbers('prior', 'F64', put(0, 0)),
      'bad-field: prior: expected numbers with sum 1, got sum'
    ],
    [
      'a prior more',
      numbers('prior', 'F64', data => data.push(0)),
      'bad-shape: tensor "prior": shape: expected [3], got [4]'
    ]
  ])('%s', (_, lie, message) => {
    expect(refusal(small, lie)).toContain(message)
    expect(refusal(large, lie)).toContain(message)
  })
})

describe('a model of rows', () => {
  test.each<[string, Lie, string]>([
    ['a document more', set('documents', 13), 'bad-field: rows.0.lengths: expected 13 numbers, got 12'],
    [
      'more documents than memory',
      set('documents', 2 ** 50),
      'bad-field: rows.0.lengths: expected 1125899906842624 numbers'
    ],
    ['memory of another kind', set('memory', 'certainty'), 'missing-tensor: tensor "block.0.columns"'],
    ['no lengths', drop('rows.1.lengths'), 'missing-tensor: tensor "rows.1.lengths": expected U8'],
    ['a row too long', packed('rows.0.lengths', put(11, 4000)), 'bad-field: rows.0.lengths: expected'],
    ['a row too short', packed('rows.2.lengths', put(3, 0)), 'bad-field: rows.2.lengths: expected'],
    [
      'a column past the end',
      packed('rows.0.columns', put(0, 4096)),
      'bad-field: rows.0.columns: expected numbers below 4096'
    ],
    [
      'a column cut short',
      numbers('rows.0.columns', 'U8', data => data.push(0x80)),
      'bad-field: rows.0.columns: expected whole'
    ],
    ['a count less', packed('rows.0.counts', data => data.pop()), 'bad-field: rows.0.counts: expected'],
    [
      'a count of 0',
      packed('rows.0.counts', put(2, 0)),
      'bad-field: rows.0.counts[2]: expected a count of at least 1, got 0'
    ],
    [
      'a negative count',
      packed('rows.1.counts', put(0, 3)),
      'bad-field: rows.1.counts[0]: expected a count of at least 1, got -2'
    ],
    [
      'two labels for a row',
      packed('rows.label-counts', put(4, 2)),
      'bad-field: rows.label-counts: expected 1 for every row'
    ],
    [
      'no label for a row',
      packed('rows.label-counts', put(4, 0)),
      'bad-field: rows.label-counts: expected 1 for every row'
    ],
    ['a label less', packed('rows.labels', data => data.pop()), 'bad-field: rows.labels: expected 12 numbers, got 11'],
    [
      'a label out of range',
      packed('rows.labels', put(5, 3)),
      'bad-field: rows.labels[5]: expected a number below 3, got 3'
    ],
    ['NaN alpha', numbers('rows.alpha', 'F64', put(7, Number.NaN)), 'bad-field: rows.alpha[7]: expected a number from'],
    [
      'endless alpha',
      numbers('rows.alpha', 'F64', put(7, Number.POSITIVE_INFINITY)),
      'bad-field: rows.alpha[7]: expected'
    ],
    [
      'alpha of another shape',
      numbers('rows.alpha', 'F64', data => data.pop()),
      'bad-shape: tensor "rows.alpha": shape: expected [12, 3]'
    ],
    [
      'a row of no weight',
      numbers('rows.weights', 'F64', put(2, 0)),
      'bad-field: rows.weights[2]: expected a number from'
    ],
    [
      'a row of NaN weight',
      numbers('rows.weights', 'F64', put(2, Number.NaN)),
      'bad-field: rows.weights[2]: expected a number'
    ],
    [
      'weights past any float',
      set('naiveBayesScale', 1e300),
      'bad-field: rows.alpha, rows.weights, naiveBayesScale: expected finite'
    ]
  ])('%s', (_, lie, message) => {
    const both: Lie = draft => {
      draft.config.naiveBayes = 0.5
      lie(draft)
    }
    expect(refusal(small, both)).toContain(message)
  })

  test.each<[string, Lie, string]>([
    [
      'labels of a row twice',
      packed('rows.labels', put(1, 0)),
      'rows.labels[1]: expected the labels of a row ascending, got 0 after 0'
    ],
    ['one label per text', set('multiLabel', false), 'bad-field: prior: expected numbers with sum 1'],
    [
      'a label out of range',
      packed('rows.labels', put(1, 9)),
      'bad-field: rows.labels[1]: expected a number below 3, got 9'
    ],
    ['more labels than there are', packed('rows.label-counts', put(0, 2 ** 32 - 1)), 'bad-field: rows.labels: expected']
  ])('several labels: %s', (_, lie, message) => {
    expect(refusal(several, lie)).toContain(message)
  })
})

describe('a model of weights', () => {
  test.each<[string, Lie, string]>([
    ['memory of another kind', set('memory', 'rows'), 'missing-tensor: tensor "rows.0.lengths"'],
    ['fewer documents than a column has', set('documents', 3), 'expected at most 3, got'],
    ['a frequency less', packed('block.1.frequency', data => data.pop()), 'bad-field: block.1.frequency: expected'],
    ['a column less', packed('block.1.columns', data => data.pop()), 'bad-field: block.1.frequency: expected'],
    [
      'a column past the end',
      packed('block.0.columns', put(0, 4095)),
      'bad-field: block.0.columns: expected numbers below 4096'
    ],
    ['no weights', drop('block.2.weights'), 'missing-tensor: tensor "block.2.weights": expected F16'],
    [
      'NaN weights',
      numbers('block.0.weights', 'F16', put(3, 0x7e00)),
      'bad-field: block.0.weights[3]: expected a finite number, got NaN'
    ],
    [
      'endless weights',
      numbers('block.0.weights', 'F16', put(3, 0x7c00)),
      'block.0.weights[3]: expected a finite number, got Infinity'
    ],
    [
      'weights of another shape',
      numbers('block.0.weights', 'F16', data => data.pop()),
      'bad-shape: tensor "block.0.weights"'
    ],
    ['NaN bias', numbers('bias', 'F64', put(0, Number.NaN)), 'bad-field: bias[0]: expected a number from'],
    ['endless bias', numbers('bias', 'F64', put(0, 1e300)), 'bad-field: bias[0]: expected a number from'],
    [
      'a certainty less',
      numbers('shrinkage', 'U8', data => data.pop()),
      'bad-shape: tensor "shrinkage": shape: expected'
    ],
    [
      'negative class weights',
      numbers('class-weights', 'F64', put(1, -1)),
      'bad-field: class-weights[1]: expected a number from 0'
    ],
    [
      'endless class weights',
      numbers('class-weights', 'F64', put(1, 1e20)),
      'bad-field: class-weights[1]: expected a number from 0'
    ]
  ])('%s', (_, lie, message) => {
    expect(refusal(large, lie)).toContain(message)
  })
})

test('what is no file or no JSON of one', () => {
  expect(() => loadClassifier(new Uint8Array(0))).toThrow(ModelFormatError)
  expect(() => loadClassifier('text' as never)).toThrow(TypeError)
  for (const text of ['', '{}', 'null', '[]']) expect(() => classifierFromJson(text)).toThrow(ModelFormatError)
  expect(() => classifierFromJson(small.toJson().replace('"waymark-text-classifier"', '"other"'))).toThrow(
    'wrong-kind'.slice(0, 0)
  )
})
