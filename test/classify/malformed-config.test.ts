import { describe, expect, test } from 'vitest'
import { classifierFromJson, classifierToJson, loadClassifier } from '../../src/classify/index.ts'
import { ModelFormatError } from '../../src/model/index.ts'
import { change, drop, type Lie, large, numbers, put, refusal, set, several, small } from './lies.ts'

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
      d => (d.version = 4),
      'newer-version: version of "waymark-text-classifier": expected at most 3, got 4'
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
    [
      'a block less',
      change('features.blocks', list => (list as unknown[]).slice(0, 2)),
      'bad-field: config.features.blocks: expected 3 (words,'
    ],
    [
      'blocks turned round',
      change('features.blocks', list => (list as unknown[]).toReversed()),
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
      'bad-field: config.memory: expected one of "rows", "certainty", "none", got "total"'
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

test('what is no file, and no JSON of one', () => {
  expect(() => loadClassifier(new Uint8Array(0))).toThrow(ModelFormatError)
  expect(() => loadClassifier('text' as never)).toThrow(TypeError)
  for (const text of ['', '{}', 'null', '[]']) expect(() => classifierFromJson(text)).toThrow(ModelFormatError)
  const other = classifierToJson(small).replace('"waymark-text-classifier"', '"other"')
  expect(() => classifierFromJson(other)).toThrow('kind: expected "waymark-text-classifier", got "other"')
})
