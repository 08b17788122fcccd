/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half (Mann and Whitney 1947).
 *
 * @param scores (n)
 * @param positives (n) true or nonzero for the positive rows
 * @returns NaN unless there is a row of either kind
 * @throws RangeError on lengths that differ or a score that is NaN
 */
export function rocAuc(scores: ArrayLike<number>, positives: ArrayLike<boolean | number>): number {
  const n = sameLength(scores, positives)
  expectOrder(scores)
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[a] - scores[b])
  let below = 0
  let wins = 0
  let positive = 0
  for (let start = 0; start < n; ) {
    let end = start
    let up = 0
    while (end < n && scores[order[end]] === scores[order[start]]) if (positives[order[end++]]) up++
    const down = end - start - up
    wins += up * (below + down / 2)
    below += down
    positive += up
    start = end
  }
  return wins / (positive * (n - positive))
}

/**
 * The largest recall of any threshold whose false positive rate is at most `rate`; a row is accepted at or above the
 * threshold. NaN without positives.
 *
 * @throws RangeError on lengths that differ, a score that is NaN or a rate outside 0 … 1
 */
export function recallAtFalsePositiveRate(
  scores: ArrayLike<number>,
  positives: ArrayLike<boolean | number>,
  rate: number
): number {
  const n = sameLength(scores, positives)
  expectOrder(scores)
  expectShare('rate', rate)
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[b] - scores[a])
  let total = 0
  for (let i = 0; i < n; i++) if (positives[i]) total++
  const allowed = Math.floor(rate * (n - total) + 1e-9)
  let hits = 0
  let alarms = 0
  let best = 0
  for (let start = 0; start < n; ) {
    let end = start
    while (end < n && scores[order[end]] === scores[order[start]]) {
      if (positives[order[end++]]) hits++
      else alarms++
    }
    if (alarms > allowed) break
    best = hits
    start = end
  }
  return best / total
}

/**
 * Expected calibration error: over `bins` equal bins of confidence, the mean distance between confidence and accuracy,
 * weighted by how many rows fall in each (Guo et al. 2017, equation 3).
 *
 * @param confidence (n) probability given to the answer
 * @param correct (n) whether the answer was right
 * @param bins default 15
 * @returns NaN without rows
 * @throws RangeError on lengths that differ, a confidence outside 0 … 1 or bins that are no count
 */
export function expectedCalibrationError(
  confidence: ArrayLike<number>,
  correct: ArrayLike<boolean | number>,
  bins = 15
): number {
  const n = sameLength(confidence, correct)
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`bins: expected an integer above 0, got ${bins}`)
  const gaps = new Float64Array(bins)
  for (let i = 0; i < n; i++) {
    expectShare(`confidence[${i}]`, confidence[i])
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence[i] * bins) - 1))
    gaps[bin] += (correct[i] ? 1 : 0) - confidence[i]
  }
  let sum = 0
  for (const gap of gaps) sum += Math.abs(gap)
  return sum / n
}

/**
 * Mean negative natural logarithm of the probabilities given to what turned out true, each at least 1e-15.
 *
 * @returns NaN without rows
 * @throws RangeError on a probability outside 0 … 1
 */
export function logLoss(probabilitiesOfTruth: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < probabilitiesOfTruth.length; i++) {
    expectShare(`probabilities[${i}]`, probabilitiesOfTruth[i])
    sum -= Math.log(Math.max(probabilitiesOfTruth[i], 1e-15))
  }
  return sum / probabilitiesOfTruth.length
}

/** Harmonic mean of precision and recall from counts: 2·hits / (2·hits + alarms + misses); 0 where that is 0 / 0. */
export function f1Score(hits: number, alarms: number, misses: number): number {
  const denominator = 2 * hits + alarms + misses
  return denominator === 0 ? 0 : (2 * hits) / denominator
}

/** NaN without values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

function sameLength(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  if (a.length !== b.length) throw new RangeError(`lengths: expected the same, got ${a.length} and ${b.length}`)
  return a.length
}

function expectOrder(scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) throw new RangeError(`scores[${i}]: expected a number, got NaN`)
  }
}

function expectShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name}: expected a number from 0 to 1, got ${value}`)
}
