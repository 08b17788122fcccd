import { meanAndSpread, median } from '../metrics.ts'
import type { Row } from '../suite.ts'
import type { Times } from './contest.ts'

/** The middle of several values, and how far they spread. */
export type Middle = Pick<Row, 'value' | 'spread' | 'n'>

/** Median, sample standard deviation (none for one value) and count. Throws RangeError on none. */
export function middle(values: readonly number[]): Middle {
  const { spread } = meanAndSpread(values)
  return { value: median(values), ...(spread === undefined ? {} : { spread }), n: values.length }
}

/**
 * How many times `above` is `below`, round by round, over the rounds that both have: what slows a whole round cancels, as it does not in a
 * ratio of medians. Throws RangeError where they share none.
 */
export function ratioOf(above: readonly number[], below: readonly number[]): Middle {
  const rounds = Math.min(above.length, below.length)
  return middle(Array.from({ length: rounds }, (_, i) => above[i] / below[i]))
}

/** The rows of a measure of time, one for each that took part, each value `scale` times its milliseconds. */
export function timeRows(work: string, measure: string, { ms }: Times, scale = 1): Row[] {
  return [...ms].map(([system, times]) => ({ work, measure, system, ...middle(times.map(t => t * scale)) }))
}

/** The rows of a measure of speed: `units` over the seconds of each round. */
export function speedRows(work: string, measure: string, { ms }: Times, units: number): Row[] {
  return [...ms].map(([system, times]) => ({ work, measure, system, ...middle(times.map(t => (units * 1000) / t)) }))
}

/** The row of the time of one over that of another, under the name of `of`; none where one of them did not finish a round. */
export function ratioRow(
  work: string,
  measure: string,
  { ms }: Times,
  above: string,
  below: string,
  of = above
): Row[] {
  const [a, b] = [ms.get(above), ms.get(below)]
  return a === undefined || b === undefined ? [] : [{ work, measure, system: of, ...ratioOf(a, b) }]
}
