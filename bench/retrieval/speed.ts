import { BenchError, OURS, type Request, type Row } from '../suite.ts'
import { readCollection } from './read.ts'
import { STAGE, SYSTEMS } from './registry.ts'
import { COLLECTIONS } from './sets.ts'
import { type Pair, SPEED, speedRows } from './speed-rows.ts'
import type { Build, Document, Engine } from './system.ts'
import { testQueries } from './works.ts'

const DOCUMENTS = 5000
const BUILD_ROUNDS = 5
const QUERY_ROUNDS = 7
const PAGE = 10
const WARM_UP = 500

/** Measures the work, if it was asked for and ours is among the systems. */
export async function runSpeed(request: Request): Promise<Row[]> {
  if (!request.works.includes(SPEED.name) || !(request.systems?.includes(OURS) ?? true)) return []
  const sets = [COLLECTIONS.nfcorpus, COLLECTIONS.cranfield].map(set => readCollection(request.data, set))
  const documents = sets.flatMap(set => set.documents).slice(0, DOCUMENTS)
  if (documents.length < DOCUMENTS)
    throw new BenchError(`${SPEED.name}: expected ${DOCUMENTS} documents, got ${documents.length}`)
  const texts = sets.flatMap(set => testQueries(set).map(({ text }) => text))
  return measureSpeed(await buildOf(OURS), await buildOf(STAGE), documents, texts)
}

async function buildOf(name: string): Promise<Build> {
  const system = SYSTEMS.find(s => s.name === name)
  if (system === undefined) throw new Error(`system ${name}: expected to exist`)
  return system.load()
}

/**
 * Builds two systems in several rounds, then asks them in several; which of them comes first changes from turn to turn.
 *
 * @param ours the system, which contains the other
 * @param inside MiniSearch by itself, with the same analysis and the same stored texts
 */
export async function measureSpeed(
  ours: Build,
  inside: Build,
  documents: readonly Document[],
  queries: readonly string[]
): Promise<Row[]> {
  const few = documents.slice(0, WARM_UP)
  let engine = await ours(few)
  let engineInside = await inside(few)
  const builds: Pair[] = []
  for (let round = 0; round < BUILD_ROUNDS; round++) {
    const build = async () => {
      engine = await ours(documents)
    }
    const buildInside = async () => {
      engineInside = await inside(documents)
    }
    builds.push(await inTurn(build, buildInside, round % 2 === 0))
  }
  const asked: Pair[] = []
  // The round before the first is the warm-up.
  for (let round = -1; round < QUERY_ROUNDS; round++) {
    for (let i = 0; i < queries.length; i++) {
      const ask = (of: Engine) => () => of.search(queries[i], PAGE)
      const pair = await inTurn(ask(engine), ask(engineInside), (round + i) % 2 === 0)
      if (round >= 0) asked.push(pair)
    }
  }
  const bytes: Pair = { ours: await engine.bytes(), inside: await engineInside.bytes() }
  return speedRows(builds, asked, queries.length, bytes, documents.length)
}

async function inTurn(ours: () => unknown, inside: () => unknown, oursFirst: boolean): Promise<Pair> {
  if (oursFirst) return { ours: await msOf(ours), inside: await msOf(inside) }
  const first = await msOf(inside)
  return { ours: await msOf(ours), inside: first }
}

async function msOf(work: () => unknown): Promise<number> {
  const start = performance.now()
  const result = work()
  // Waiting for what is there already would cost more than some searches.
  if (result instanceof Promise) await result
  return performance.now() - start
}
