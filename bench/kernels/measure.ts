import { type FloatArray, kernels, useKernels } from '../../src/math/index.ts'
import { type Contestant, repeated } from '../speed/contest.ts'
import type { Field } from '../speed/field.ts'
import { type Python, packed, unpacked } from '../speed/python.ts'
import { ratioRow, speedRows, timeRows } from '../speed/ratio.ts'
import { BenchError, OURS, type Outcome, type Row } from '../suite.ts'
import { MATH_EXP, ML_MATRIX } from './library.ts'
import type { Operation, Prepared } from './operation.ts'

/** Ours without the compiled kernels, and with fused sums where the engine has them. */
export const PLAIN = `${OURS}-plain`
export const RELAXED = `${OURS}-relaxed`
export const OPENBLAS = 'openblas'

const ROUNDS = 7
/** Milliseconds of a turn, at least. */
const LEAST = 30

type Route = Parameters<typeof useKernels>[0]

/** Checks what everyone computes, then lets them compute it in turn. */
export async function measureOperation(
  operation: Operation,
  relaxed: Route | undefined,
  field: Field
): Promise<Outcome> {
  const { name: work, flops } = operation
  const { matrices, ours, rival, error } = operation.prepare()
  const rows: Row[] = []
  const contestants: Contestant[] = []
  const enter = (name: string, result: FloatArray, turn: Contestant['turn']) => {
    rows.push(checkedRow(operation, name, error(result)))
    contestants.push({ name, turn })
  }
  const python = field.wants(OPENBLAS) ? await field.python() : undefined
  try {
    for (const [name, route] of routes(relaxed)) {
      if (!field.wants(name)) continue
      useKernels(route)
      enter(name, ours().slice(), onRoute(route, ours))
      if (name === OURS) field.note(`Kernels: ${kernels()}.`)
    }
    if (rival !== undefined && field.wants(rival.name)) {
      rival.run()
      enter(rival.name, rival.result(), repeated(rival.run, LEAST))
    }
    if (python !== undefined) await enterNative(operation.native, matrices, python, enter)
    const times = await field.compete(work, contestants, { rounds: ROUNDS })
    rows.push(...timeRows(work, 'ms', times), ...speedRows(work, 'gflops', times, flops / 1e9))
    for (const other of [OPENBLAS, PLAIN, ML_MATRIX, MATH_EXP]) {
      rows.push(...ratioRow(work, `speed_over_${other}`, times, other, OURS, OURS))
    }
    return { rows, skipped: times.failed.map(one => ({ work, ...one })) }
  } finally {
    useKernels('auto')
  }
}

function routes(relaxed: Route | undefined): [string, Route][] {
  const all: [string, Route][] = [
    [OURS, 'auto'],
    [PLAIN, 'plain']
  ]
  return relaxed === undefined ? all : [...all, [RELAXED, relaxed]]
}

/** A turn that changes to its route; kernels that were put away by the turn of another are fetched before it is timed. */
function onRoute(route: Route, work: () => unknown): Contestant['turn'] {
  const turn = repeated(work, LEAST)
  return round => {
    useKernels(route)
    if (route !== 'plain') work()
    return turn(round)
  }
}

/** The error of a result. Throws BenchError where it is too large: times of wrong results mean nothing. */
function checkedRow({ name: work, most }: Operation, system: string, value: number): Row {
  if (!(value <= most)) throw new BenchError(`${work}: ${system}: expected an error of at most ${most}, got ${value}`)
  return { work, measure: 'error', system, value }
}

async function enterNative(
  operation: Operation['native'],
  matrices: Prepared['matrices'],
  python: Python,
  enter: (name: string, result: FloatArray, turn: Contestant['turn']) => void
): Promise<void> {
  const held = Object.entries(matrices).map(([name, { rows, cols, data }]) => {
    return [
      name,
      { data: packed(data), kind: data instanceof Float32Array ? 'float32' : 'float64', rows, cols }
    ] as const
  })
  const single = held[0][1].kind === 'float32'
  await python.ask('kernels.take', { matrices: Object.fromEntries(held) })
  const run = (repeat: number, wanted = false) =>
    python.ask<{ ms: number; result: string }>('kernels.run', { operation, repeat, wanted })
  const { result } = await run(1, true)
  const { ms } = await run(1)
  const repeat = Math.max(1, Math.round(LEAST / ms))
  const bytes = unpacked(result)
  enter(OPENBLAS, single ? new Float32Array(bytes) : new Float64Array(bytes), async () => (await run(repeat)).ms)
}
