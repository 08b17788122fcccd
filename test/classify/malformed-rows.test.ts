import { describe, expect, test } from 'vitest'
import { drop, type Lie, numbers, packed, put, refusal, set, several, small } from './lies.ts'

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
    [
      'a row too short',
      packed('rows.2.lengths', data => data.push((data.pop() ?? 0) - 1)),
      'bad-field: rows.2.lengths: expected'
    ],
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
