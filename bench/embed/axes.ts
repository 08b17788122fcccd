import { trainRowEmbedder } from '../../src/embed/index.ts'
import { fitRowWeights, weighRows } from '../../src/embed/row-weights.ts'
import { ROW_EMBEDDER_DEFAULTS } from '../../src/embed/train-row-embedder.ts'
import { type Sparse, squaredNorms } from '../../src/math/index.ts'
import { createFeaturizer } from '../../src/text/index.ts'
import { type Contestant, msOf } from '../speed/contest.ts'
import type { Field } from '../speed/field.ts'
import { type Python, packed } from '../speed/python.ts'
import { middle, ratioRow, timeRows } from '../speed/ratio.ts'
import { OURS, type Outcome, type Row } from '../suite.ts'
import { DIMS, SVD } from './systems.ts'

const ROUNDS = 5

const sum = (numbers: Float64Array) => numbers.reduce((total, x) => total + x, 0)

/** Words of texts, counted as an embedder counts them. */
function countsOf(texts: readonly string[]): Sparse {
  const block = { name: 'word', kind: 'word', min: 1, max: 1, dims: 2 ** 18, signed: false } as const
  return createFeaturizer({ blocks: [block] }).transform(texts)[0]
}

/**
 * The axes of one matrix by both: ours from counts to embedder, scikit-learn's from the rows that ours weighs, and how much of the
 * squared length of these rows each keeps.
 */
export async function measureAxes(
  work: string,
  texts: readonly string[],
  python: Python | undefined,
  field: Field
): Promise<Outcome> {
  const counts = countsOf(texts)
  const { minDocuments, maxTerms } = ROW_EMBEDDER_DEFAULTS
  const rows = weighRows(fitRowWeights(counts, minDocuments, maxTerms), counts)
  const whole = sum(squaredNorms(rows))
  const shares = new Map<string, number[]>()
  const keep = (name: string, share: number) => shares.set(name, [...(shares.get(name) ?? []), share])
  const train = (seed: number) => {
    const { singularValues } = trainRowEmbedder(counts, { dims: DIMS, seed })
    keep(OURS, sum(singularValues.map(s => s * s)) / whole)
  }
  const contestants: Contestant[] = [{ name: OURS, turn: round => msOf(() => train(Math.max(0, round))) }]
  if (python !== undefined) {
    const { cols, indptr, indices, values } = rows
    const matrix = { indptr: packed(indptr), indices: packed(indices), values: packed(Float64Array.from(values)) }
    await python.ask('vectors.keep_rows', { cols, ...matrix })
    const turn = async (round: number) => {
      const given = { dims: DIMS, seed: Math.max(0, round) }
      const { ms, square } = await python.ask<{ ms: number; square: number }>('vectors.axes', given)
      keep(SVD, square / whole)
      return ms
    }
    contestants.push({ name: SVD, turn })
  }
  const times = await field.compete(work, contestants, { rounds: ROUNDS })
  const shareRows = [...shares].map(([system, of]): Row => ({ work, measure: 'axes_share', system, ...middle(of) }))
  return {
    rows: [...shareRows, ...timeRows(work, 'axes_ms', times), ...ratioRow(work, 'axes_over_svd', times, OURS, SVD)],
    skipped: times.failed.map(one => ({ work, ...one }))
  }
}
