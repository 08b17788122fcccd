/** What a filter does under one attack, on texts of both kinds. */
export interface Figures {
  /** The share of unwanted texts that the model calls so. */
  readonly recall: number
  /** The share of harmless texts that it calls unwanted. */
  readonly falseAlarms: number
  /** The same two at the threshold that lets through 1 % of the harmless texts as they were written. */
  readonly recallAtOne: number
  readonly falseAlarmsAtOne: number
}

/** The probability of a row's being unwanted, and whether it is. */
export interface Scored {
  readonly scores: readonly number[]
  readonly unwanted: readonly boolean[]
}

/** The score that at most `rate` of the harmless texts pass: unwanted is what lies above it. */
export function thresholdAt({ scores, unwanted }: Scored, rate: number): number {
  const harmless = scores.filter((_, i) => !unwanted[i]).sort((a, b) => b - a)
  return harmless[Math.floor(rate * harmless.length)]
}

/** The figures of scored texts. @param strict the threshold of 1 % false alarms on the texts as they were written */
export function figuresOf({ scores, unwanted }: Scored, strict: number): Figures {
  const share = (kind: boolean, threshold: number) => {
    let all = 0
    let above = 0
    for (let i = 0; i < scores.length; i++) {
      if (unwanted[i] !== kind) continue
      all++
      if (scores[i] > threshold) above++
    }
    return above / all
  }
  return {
    recall: share(true, 0.5),
    falseAlarms: share(false, 0.5),
    recallAtOne: share(true, strict),
    falseAlarmsAtOne: share(false, strict)
  }
}
