import { predictKernelElm, trainKernelElm } from '../../src/elm/index.ts'
import { createRandom, type Dense, dense } from '../../src/math/index.ts'
import { msOf } from '../speed/contest.ts'
import type { Field } from '../speed/field.ts'
import { ratioRow, timeRows } from '../speed/ratio.ts'
import { BenchError, OURS, type Outcome, type Row } from '../suite.ts'

/** The head that is solved at once. */
export const SQUARED = `${OURS}-squared`

const COLUMNS = 20
const ROUNDS = 5
/** Below this a machine has not learnt what there is to learn. */
const LEAST = 0.75

/** Two classes that no plane parts, (rows, columns) and (rows, 1): the sign of a seeded quadratic form, one label in twenty wrong. */
export function curved(rows: number, columns: number, seed: number): { x: Dense; labels: Dense } {
  const random = createRandom(7)
  const form = Float64Array.from({ length: columns * 2 }, () => random.normal())
  const draw = createRandom(seed)
  const [x, labels] = [dense(rows, columns), dense(rows, 1)]
  for (let i = 0; i < rows; i++) {
    let score = 0
    for (let j = 0; j < columns; j++) {
      const value = draw.normal()
      x.data[i * columns + j] = value
      score += 0.3 * form[j] * (value * value - 1) + form[columns + j] * value
    }
    labels.data[i] = score > 0 !== draw.uniform() < 0.05 ? 1 : 0
  }
  return { x, labels }
}

/** The share of rows on the right side of `middle`. */
export function rightSide(scores: Dense, labels: Dense, middle: number): number {
  return labels.data.filter((label, i) => scores.data[i] > middle === label > 0.5).length / labels.rows
}

/** The logistic head beside the squared one, on the same rows and landmarks. */
export async function measureHeads(work: string, rows: number, landmarks: number, field: Field): Promise<Outcome> {
  const { x, labels } = curved(rows, COLUMNS, 1)
  const fresh = curved(2000, COLUMNS, 2)
  const train = (head: 'logistic' | 'ridge') =>
    trainKernelElm([x], labels, { kernels: [{ type: 'rbf' }], landmarks, head })
  const accuracy = (system: string, head: 'logistic' | 'ridge'): Row => {
    const scores = predictKernelElm(train(head).model, [fresh.x])
    const value = rightSide(scores, fresh.labels, head === 'logistic' ? 0 : 0.5)
    if (value < LEAST)
      throw new BenchError(`${work}: ${system}: expected an accuracy of at least ${LEAST}, got ${value}`)
    return { work, measure: 'accuracy', system, value, n: fresh.x.rows }
  }
  const quality = [accuracy(OURS, 'logistic'), accuracy(SQUARED, 'ridge')]
  const times = await field.compete(
    work,
    [
      { name: OURS, turn: () => msOf(() => train('logistic')) },
      { name: SQUARED, turn: () => msOf(() => train('ridge')) }
    ],
    { rounds: ROUNDS }
  )
  const compared = ratioRow(work, 'logistic_over_squared', times, OURS, SQUARED)
  return { rows: [...quality, ...timeRows(work, 'ms', times), ...compared], skipped: [] }
}
