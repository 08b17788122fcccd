import { describe, expect, test } from 'vitest'
import { compact, drop, type Lie, large, numbers, packed, put, refusal, set } from './lies.ts'

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

describe('a compact model', () => {
  test.each<[string, Lie, string]>([
    [
      'a code that has no opposite',
      numbers('block.1.weights', 'I8', put(4, -128)),
      'bad-field: block.1.weights[4]: expected a code from -127 to 127, got -128'
    ],
    ['no scales', drop('block.0.scales'), 'missing-tensor: tensor "block.0.scales"'],
    [
      'a negative scale',
      numbers('block.0.scales', 'F64', put(1, -1)),
      'bad-field: block.0.scales[1]: expected a number'
    ],
    ['an endless scale', numbers('block.0.scales', 'F64', put(1, 1e300)), 'bad-field: block.0.scales[1]: expected a'],
    ['weights said to have 16 bits', set('options.weightBits', 16), 'bad-dtype: tensor "block.0.weights": dtype'],
    ['weights said to have 4', set('options.weightBits', 4), 'bad-field: config.options.weightBits: expected 16 or 8'],
    ['an idf for one block', set('unseen', [2]), 'bad-field: config.unseen: expected 3, got 1'],
    ['a negative idf', set('unseen', [2, -1, 2]), 'bad-field: config.unseen: expected'],
    ['an endless idf', set('unseen', [2, 1, 1e9]), 'bad-field: config.unseen: expected']
  ])('%s', (_, lie, message) => {
    expect(refusal(compact, lie)).toContain(message)
  })
})
