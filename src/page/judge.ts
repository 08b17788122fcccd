/** The part of an answer that counts: that of classifiers and predictors is one. */
export interface FilterAnswer {
  readonly label?: string | undefined
  readonly probability?: number | undefined
  readonly scores?: readonly { readonly label: string; readonly probability: number }[] | undefined
}

/** Anything that answers to a text, at once or later. */
export interface TextFilter {
  classify(text: string): FilterAnswer | PromiseLike<FilterAnswer>
}

/** What is thought of a text. */
export interface Verdict {
  /** Whether the text is not wanted. */
  readonly unwanted: boolean
  /** How probable the label is that is not wanted, in [0, 1]. */
  readonly probability: number
  /** What the filter said; of the worst piece of a long text. */
  readonly answer: FilterAnswer
  /** `[start, end)` of the text, in UTF-16 units: what that answer is about. */
  readonly start: number
  readonly end: number
}

/** The verdict on a text; undefined where there is no text, or it is not `wanted` any more. */
export type Judge = (text: string, wanted: () => boolean) => Promise<Verdict | undefined>

/** Milliseconds that have to be left of an idle time for another piece. */
const ENOUGH = 5

/**
 * Judges long texts piece by piece, where the page has time: the first that is not wanted decides, else the most probable one.
 *
 * @param threshold undefined leaves it to the filter
 * @param maxLength UTF-16 units of a piece, at most
 */
export function judgeOf(filter: TextFilter, label: string, threshold: number | undefined, maxLength: number): Judge {
  return async (text, wanted) => {
    let worst: Verdict | undefined
    let deadline: IdleDeadline | undefined
    for (let start = 0; wanted() && start < text.length; ) {
      if (start > 0 && !(deadline && deadline.timeRemaining() > ENOUGH)) deadline = await idle()
      const end = cut(text, start, maxLength)
      const piece = text.slice(start, end)
      if (piece.trim()) {
        const answer = await filter.classify(piece)
        const probability = probabilityOf(answer, label)
        const unwanted = threshold === undefined ? answer.label === label : probability >= threshold
        if (unwanted) return { unwanted, probability, answer, start, end }
        if (!worst || probability > worst.probability) worst = { unwanted, probability, answer, start, end }
      }
      start = end
    }
    return worst
  }
}

function probabilityOf({ label: given, probability = 1, scores }: FilterAnswer, label: string): number {
  if (!scores) return given === label ? probability : 0
  return scores.find(score => score.label === label)?.probability ?? 0
}

/** Behind the last space of a piece, if there is one in its second half: words stay whole, and characters in any case. */
function cut(text: string, start: number, maxLength: number): number {
  const end = start + maxLength
  if (end >= text.length) return text.length
  for (let at = end; at > end - maxLength / 2; at--) if (/\s/.test(text[at - 1])) return at
  const last = Math.ceil(end) - 1
  const pair = (text.codePointAt(last) ?? 0) > 0xffff
  if (!pair) return last + 1
  return last > start ? last : last + 2
}

/** When the page has nothing better to do, or a tenth of a second has passed; undefined where pages cannot say for how long. */
function idle(): Promise<IdleDeadline | undefined> {
  return new Promise(resolve => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(resolve, { timeout: 100 })
    else setTimeout(() => resolve(undefined), 16)
  })
}
