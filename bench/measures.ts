import { accuracy, ece, f1, logLoss, macroF1, meanAndSpread, median, recallAtFpr, rocAuc } from './metrics.ts'
import { digits, share, size } from './report/show.ts'
import type { DrawResult } from './run/race.ts'
import type { Measure, Row } from './suite.ts'

/** The measures of the suite `quality`, in the order of the table. */
export const MEASURES: readonly Measure[] = [
  { name: 'accuracy', show: share, about: 'share of test texts given their label; no label counts as wrong' },
  { name: 'accuracy_min', show: share, about: 'accuracy of the worst draw' },
  { name: 'macro_f1', show: share, about: 'mean over the labels of F1' },
  { name: 'f1', show: share, about: 'F1 of the positive label (spam, abusive) by the label given' },
  { name: 'roc_auc', show: share, about: 'area under the ROC curve by the probability of the positive label' },
  {
    name: 'recall@fpr0.005',
    show: share,
    about: 'largest recall of the positive label at a threshold with at most 0.5 % false positives'
  },
  { name: 'recall@fpr0.01', show: share, about: 'the same at 1 %' },
  { name: 'ece', show: share, about: 'expected calibration error of the top label, 15 equal-width bins, draw by draw' },
  { name: 'log_loss', show: share, about: 'mean −ln of the probability of the actual label, held to 1e-15' },
  { name: 'train_ms', show: digits, about: 'training end to end, texts in, model out, milliseconds, after a warm-up' },
  { name: 'predict_us', show: digits, about: 'one text alone, median over the test texts, microseconds' },
  { name: 'model_bytes', show: size, about: 'the saved model; 1 kB = 1,000 bytes' },
  {
    name: 'train_over_natural_pass',
    show: value => value.toPrecision(2),
    about:
      'median time of training divided by the median time of one prediction pass of natural-bayes in the same run: trained on the same rows, it answers every test row of the draw once'
  }
]

/**
 * The measures of one system on one draw, by name.
 *
 * @param labels how many labels the work has
 * @param positive the number of the positive label, for a work of two labels
 */
export function measureDraw(draw: DrawResult, labels: number, positive: number | undefined): Map<string, number> {
  const { given, actual, probabilities } = draw
  const n = actual.length
  const top = new Float64Array(n)
  const right: boolean[] = []
  const ofActual = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const row = probabilities.subarray(i * labels, (i + 1) * labels)
    const best = row.indexOf(Math.max(...row))
    top[i] = row[best]
    right.push(best === actual[i])
    ofActual[i] = row[actual[i]]
  }
  const out = new Map([
    ['accuracy', accuracy(given, actual)],
    ['macro_f1', macroF1(given, actual, labels)]
  ])
  if (positive !== undefined) {
    const scores = Float64Array.from({ length: n }, (_, i) => probabilities[i * labels + positive])
    const wanted = Array.from(actual, label => label === positive)
    out.set('f1', f1(given, actual, positive))
    out.set('roc_auc', rocAuc(scores, wanted))
    out.set('recall@fpr0.005', recallAtFpr(scores, wanted, 0.005))
    out.set('recall@fpr0.01', recallAtFpr(scores, wanted, 0.01))
  }
  out.set('ece', ece(top, right))
  out.set('log_loss', logLoss(ofActual))
  out.set('train_ms', draw.trainMs)
  out.set('predict_us', median(draw.micros))
  out.set('model_bytes', draw.bytes)
  return out
}

/** The rows of one system on one work: mean and spread of each measure over its draws. */
export function rowsOfDraws(work: string, system: string, draws: readonly Map<string, number>[]): Row[] {
  const rows: Row[] = []
  for (const { name } of MEASURES) {
    const values = draws.flatMap(draw => draw.get(name) ?? [])
    if (values.length === 0) continue
    const { mean, spread } = meanAndSpread(values)
    const n = values.length
    rows.push({ work, measure: name, system, value: mean, ...(spread === undefined ? {} : { spread }), n })
  }
  return rows
}

/**
 * Our median training time over the median time of another system's prediction pass: all test rows of a draw, once.
 *
 * @param ours draws of our system
 * @param theirs draws of the other system on the same rows
 */
export function trainingOverPass(
  ours: readonly Pick<DrawResult, 'trainMs'>[],
  theirs: readonly Pick<DrawResult, 'micros'>[]
): number {
  const passMs = theirs.map(({ micros }) => micros.reduce((a, b) => a + b, 0) / 1000)
  return median(ours.map(({ trainMs }) => trainMs)) / median(passMs)
}
