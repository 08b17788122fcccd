import type { Measured } from './filters.ts'

/** What a threshold does to labelled texts. */
export interface Outcome {
  readonly caught: number
  readonly unwanted: number
  readonly stopped: number
  readonly fine: number
}

/** A text is held back when its probability is at least the threshold. */
export function outcomeAt({ scores, unwanted }: Measured, threshold: number): Outcome {
  let caught = 0
  let stopped = 0
  for (const [row, score] of scores.entries()) {
    if (score < threshold) continue
    if (unwanted[row]) caught++
    else stopped++
  }
  const bad = unwanted.filter(Boolean).length
  return { caught, unwanted: bad, stopped, fine: scores.length - bad }
}

/** Shares of a point of the curve. */
export interface RocPoint {
  readonly stopped: number
  readonly caught: number
}

/** As shares, for drawing. */
export function pointOf(outcome: Outcome): RocPoint {
  return { stopped: outcome.stopped / outcome.fine, caught: outcome.caught / outcome.unwanted }
}

/** The curve: a point for each threshold that changes something, from none held back to all. */
export function rocCurve(measured: Measured): RocPoint[] {
  const thresholds = [...new Set(measured.scores)].sort((a, b) => b - a)
  return [{ stopped: 0, caught: 0 }, ...thresholds.map(threshold => pointOf(outcomeAt(measured, threshold)))]
}
