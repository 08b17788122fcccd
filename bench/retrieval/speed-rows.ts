import { median } from '../metrics.ts'
import { OURS, type Row } from '../suite.ts'
import { STAGE } from './registry.ts'
import { spreadOf } from './rows.ts'

/** The work that sets our time and size beside those of the MiniSearch inside. */
export const SPEED = {
  name: 'size-5000',
  title:
    'time and size beside the MiniSearch inside, in one run: all documents of NFCorpus and the first of Cranfield, 5,000 in all, the test queries of both'
}

/** What was measured of both: of ours and of the MiniSearch inside. */
export interface Pair {
  readonly ours: number
  readonly inside: number
}

/**
 * The numbers of the work.
 *
 * @param builds milliseconds of each round
 * @param asked milliseconds of each query, one round of `queries` after the other
 * @param bytes of both files
 */
export function speedRows(
  builds: readonly Pair[],
  asked: readonly Pair[],
  queries: number,
  bytes: Pair,
  documents: number
): Row[] {
  const row = (measure: string, value: number, system = OURS): Row => ({ work: SPEED.name, measure, system, value })
  const middle = (measure: string, values: readonly number[], system = OURS): Row => {
    return { ...row(measure, median(values), system), ...spreadOf(values), n: values.length }
  }
  const added = Array.from({ length: asked.length / queries }, (_, round) => {
    const { ours, inside } = sum(asked.slice(round * queries, (round + 1) * queries))
    return (ours - inside) / inside
  })
  const ofEach = (system: string, side: keyof Pair): Row[] => [
    { ...row('query_us', median(asked.map(pair => pair[side] * 1000)), system), n: asked.length },
    middle(
      'build_ms',
      builds.map(pair => pair[side]),
      system
    ),
    row('index_bytes', bytes[side], system)
  ]
  const beyond = bytes.ours - bytes.inside
  return [
    ...ofEach(OURS, 'ours'),
    ...ofEach(STAGE, 'inside'),
    middle('query_added_over_minisearch', added),
    middle(
      'build_over_minisearch',
      builds.map(({ ours, inside }) => ours / inside)
    ),
    row('index_bytes_beyond', beyond),
    row('index_bytes_beyond_each', beyond / documents)
  ]
}

function sum(pairs: readonly Pair[]): Pair {
  return pairs.reduce((all, { ours, inside }) => ({ ours: all.ours + ours, inside: all.inside + inside }), {
    ours: 0,
    inside: 0
  })
}
