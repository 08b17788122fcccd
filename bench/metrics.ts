/**
 * The numbers of merit, written a second time on purpose: the bench judges the kit, so it must not use the kit's own.
 * Labels are numbers 0 … k − 1; an answer of −1 means that the system gave no label.
 */

/** The share of answers that equal the actual label. Throws RangeError on no rows. */
export function accuracy(answered: ArrayLike<number>, actual: ArrayLike<number>): number {
  const n = rowsOf(answered, actual)
  let right = 0
  for (let i = 0; i < n; i++) if (answered[i] === actual[i]) right++
  return right / n
}

/** F1 of one label, 2tp / (2tp + fp + fn); 0 where the label is neither given nor wanted. */
export function f1(answered: ArrayLike<number>, actual: ArrayLike<number>, label: number): number {
  const n = rowsOf(answered, actual)
  let both = 0
  let either = 0
  for (let i = 0; i < n; i++) {
    const given = answered[i] === label ? 1 : 0
    const wanted = actual[i] === label ? 1 : 0
    both += given * wanted
    either += given + wanted
  }
  return either === 0 ? 0 : (2 * both) / either
}

/** The plain mean of F1 over the labels 0 … `labels` − 1. */
export function macroF1(answered: ArrayLike<number>, actual: ArrayLike<number>, labels: number): number {
  let sum = 0
  for (let label = 0; label < labels; label++) sum += f1(answered, actual, label)
  return sum / labels
}

/**
 * The area under the ROC curve: the chance that a positive row scores above a negative one, ties counted half (Mann and
 * Whitney 1947). Throws RangeError unless both kinds occur.
 */
export function rocAuc(scores: ArrayLike<number>, positive: ArrayLike<boolean>): number {
  const groups = tieGroups(scores, positive)
  let negativesAbove = 0
  let wins = 0
  for (const { positives, negatives } of groups.list) {
    wins += positives * (groups.negatives - negativesAbove - negatives + negatives / 2)
    negativesAbove += negatives
  }
  return wins / (groups.positives * groups.negatives)
}

/**
 * The largest recall of any rule "score ≥ t" whose false positive rate is at most `rate`. Rows with equal scores fall on
 * one side together. 0 where even the highest score breaks the rate. Throws RangeError unless both kinds occur.
 */
export function recallAtFpr(scores: ArrayLike<number>, positive: ArrayLike<boolean>, rate: number): number {
  const groups = tieGroups(scores, positive)
  let found = 0
  let alarms = 0
  for (const { positives, negatives } of groups.list) {
    alarms += negatives
    if (alarms / groups.negatives > rate) break
    found += positives
  }
  return found / groups.positives
}

/**
 * Expected calibration error (Guo et al. 2017, equation 3): over equal-width bins ((b − 1)/bins, b/bins] of the
 * confidence, the mean gap between confidence and accuracy, weighted by rows. Throws RangeError on no rows.
 */
export function ece(confidence: ArrayLike<number>, correct: ArrayLike<boolean>, bins = 15): number {
  const n = rowsOf(confidence, correct)
  const gap = new Float64Array(bins)
  for (let i = 0; i < n; i++) {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence[i] * bins) - 1))
    gap[bin] += confidence[i] - (correct[i] ? 1 : 0)
  }
  return gap.reduce((sum, g) => sum + Math.abs(g), 0) / n
}

/** The mean of −ln p over the probabilities given to the actual labels, each held to at least 1e-15. */
export function logLoss(probabilityOfActual: ArrayLike<number>): number {
  const n = probabilityOfActual.length
  if (n === 0) throw new RangeError('rows: expected at least one, got none')
  let sum = 0
  for (let i = 0; i < n; i++) sum -= Math.log(Math.min(1, Math.max(1e-15, probabilityOfActual[i])))
  return sum / n
}

/** The middle value, or the mean of the two middle ones. Throws RangeError on none. */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('values: expected at least one, got none')
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** The mean, and the sample standard deviation (n − 1 below the line; undefined for one value). Throws on none. */
export function meanAndSpread(values: readonly number[]): { mean: number; spread: number | undefined } {
  const n = values.length
  if (n === 0) throw new RangeError('values: expected at least one, got none')
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  if (n === 1) return { mean, spread: undefined }
  return { mean, spread: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1)) }
}

function rowsOf(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  if (a.length !== b.length)
    throw new RangeError(`rows: expected two lists of one length, got ${a.length} and ${b.length}`)
  if (a.length === 0) throw new RangeError('rows: expected at least one, got none')
  return a.length
}

/** How many rows of each kind share a score, highest score first. */
function tieGroups(scores: ArrayLike<number>, positive: ArrayLike<boolean>) {
  const n = rowsOf(scores, positive)
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[b] - scores[a])
  const list: { positives: number; negatives: number }[] = []
  let positives = 0
  let at = 0
  while (at < n) {
    const group = { positives: 0, negatives: 0 }
    const score = scores[order[at]]
    for (; at < n && scores[order[at]] === score; at++) {
      if (positive[order[at]]) group.positives++
      else group.negatives++
    }
    positives += group.positives
    list.push(group)
  }
  if (positives === 0 || positives === n) {
    throw new RangeError(`rows: expected positive and negative ones, got ${positives} positive of ${n}`)
  }
  return { list, positives, negatives: n - positives }
}
