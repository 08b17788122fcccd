/** A challenger takes the lead only if it wins by more than two standard errors of the difference, row by row. */
function clearlyBetter(challenger: Float64Array, leader: Float64Array): boolean {
  const n = leader.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += (leader[i] - challenger[i]) / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (leader[i] - challenger[i] - mean) ** 2
  return mean > 2 * Math.sqrt(squares / Math.max(1, n - 1) / n) + 1e-12
}

/** Something tried, and the log loss of each row that it leads to. */
export interface Trial {
  readonly losses: Float64Array
}

/**
 * Walks through trials in order of preference and keeps the first until another is clearly better: with twenty examples the
 * differences are mostly noise, and the order is what other data taught.
 */
export function choose<C, T extends Trial>(choices: readonly C[], leader: T | undefined, attempt: (choice: C) => T): T {
  let best = leader
  for (const choice of choices) {
    const trial = attempt(choice)
    if (best === undefined || clearlyBetter(trial.losses, best.losses)) best = trial
  }
  if (best === undefined) throw new RangeError('choices: expected at least one, got none')
  return best
}
