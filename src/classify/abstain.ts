/**
 * The lowest probability to answer at so that answers given are right at least `precision` of the time, judged on
 * leave-one-out answers. The share of right answers is estimated as (right + 1/2) / (answers + 1), so that one lucky
 * answer is not taken for certainty.
 *
 * @param confidence (n) calibrated probability of each answer
 * @param correct (n)
 * @returns a threshold in 0 … 1; 1 where no answers are good enough
 */
export function thresholdForPrecision(confidence: Float64Array, correct: Uint8Array, precision: number): number {
  const order = Array.from(confidence.keys()).sort((a, b) => confidence[b] - confidence[a])
  let right = 0
  let threshold = 1
  for (let at = 0; at < order.length; at++) {
    right += correct[order[at]]
    const next = at + 1 < order.length ? confidence[order[at + 1]] : 0
    // Equal answers may differ by rounding: a threshold between them would mean nothing.
    if (confidence[order[at]] - next <= 1e-9 * confidence[order[at]]) continue
    // Halfway to the next answer, so that a text just like the last one accepted is accepted too.
    if ((right + 0.5) / (at + 2) >= precision) threshold = (confidence[order[at]] + next) / 2
  }
  return threshold
}
