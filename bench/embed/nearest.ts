import { quantizeRows, vectorIndexFrom } from '../../src/embed/index.ts'
import type { Dense } from '../../src/math/index.ts'
import { type Contestant, msOf } from '../speed/contest.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { type Python, packed } from '../speed/python.ts'
import { ratioRow, timeRows } from '../speed/ratio.ts'
import { BenchError, OURS, type Outcome, type Row } from '../suite.ts'
import { cloud, nearestByLoop, overlap } from './plain-loop.ts'

/** The rivals: a plain loop over 32-bit floats in this process, and numpy. */
export const LOOP = 'f32-loop'
export const NUMPY = 'numpy'

const ROUNDS = 25
const K = 10
/** Queries of a round. */
const PART = 4
const QUERIES = 100

/** The nearest of many vectors, each looked at. */
export const NEAREST: SpeedWork = {
  name: 'vectors-100k',
  title: 'the 10 nearest of 100,000 unit vectors of 128 numbers, drawn around 500 centres',
  run: field => nearest(field, 100_000)
}

async function nearest(field: Field, count: number): Promise<Outcome> {
  const work = NEAREST.name
  const { vectors, queries } = withQueries(cloud(count + QUERIES, 128, 500, 0))
  const query = (q: number) => queries.subarray(q * 128, (q + 1) * 128)
  const ids = Array.from({ length: count }, (_, i) => i)
  const index = vectorIndexFrom({ ids, vectors: quantizeRows(vectors) })
  const each = <T>(one: (query: Float32Array) => T) => Array.from({ length: QUERIES }, (_, q) => one(query(q)))
  const byIndex = (asked: Float32Array) => index.search(asked, K).map(({ id }) => Number(id))
  const byLoop = (asked: Float32Array) => nearestByLoop(vectors, asked, K)
  const python = field.wants(NUMPY) ? await field.python() : undefined
  await python?.ask('vectors.keep', { vectors: packed(vectors.data), dims: 128 })

  const exact = each(byLoop)
  const row = (measure: string, system: string, value: number): Row => ({ work, measure, system, value })
  const rows = [row('overlap@10', OURS, overlap(each(byIndex), exact)), row('vector_bytes', OURS, index.byteLength)]
  rows.push(row('overlap@10', LOOP, 1), row('vector_bytes', LOOP, vectors.data.byteLength))
  if (python !== undefined) rows.push(row('overlap@10', NUMPY, await checked(python, queries, exact)))

  const turn = (one: (query: Float32Array) => unknown) => (round: number) =>
    msOf(() => indices(round).map(q => one(query(q)))) / PART
  const contestants: Contestant[] = [
    { name: OURS, turn: turn(byIndex) },
    { name: LOOP, turn: turn(byLoop) }
  ]
  if (python !== undefined) {
    const ask = async (round: number) => {
      const [first] = indices(round)
      const part = queries.subarray(first * 128, (first + PART) * 128)
      return (await python.ask<{ ms: number }>('vectors.nearest', { queries: packed(part), k: K })).ms
    }
    contestants.push({ name: NUMPY, turn: ask })
  }
  const times = await field.compete(work, contestants, { rounds: ROUNDS, warmUps: 3 })
  rows.push(...timeRows(work, 'query_us', times, 1000))
  rows.push(
    ...ratioRow(work, 'query_over_f32-loop', times, OURS, LOOP),
    ...ratioRow(work, 'query_over_numpy', times, OURS, NUMPY)
  )
  return { rows, skipped: times.failed.map(one => ({ work, ...one })) }
}

/** The last vectors are the queries. */
function withQueries({ rows, cols, data }: Dense<Float32Array>) {
  const count = rows - QUERIES
  return {
    vectors: { rows: count, cols, data: data.slice(0, count * cols) },
    queries: data.slice(count * cols)
  }
}

/** The queries of a round. */
function indices(round: number): number[] {
  const first = (Math.max(0, round) * PART) % QUERIES
  return Array.from({ length: PART }, (_, i) => first + i)
}

/** What numpy has in common with the loop. Throws BenchError unless it is nearly all: both are exact but for the order of sums. */
async function checked(python: Python, queries: Float32Array, exact: readonly number[][]): Promise<number> {
  const { found } = await python.ask<{ found: number[][] }>('vectors.nearest', { queries: packed(queries), k: K })
  const value = overlap(found, exact)
  if (value < 0.999)
    throw new BenchError(`${NEAREST.name}: expected numpy to find what a plain loop finds, got ${value} of it`)
  return value
}
