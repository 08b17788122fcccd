import { type Embedder, trainEmbedder } from '../../src/embed/index.ts'
import { meanAndSpread } from '../metrics.ts'
import { COLLECTIONS, requireCollections } from '../retrieval/sets.ts'
import { ndcgAt } from '../retrieval/trec.ts'
import { RETRIEVAL_WORKS, type Task, taskOf } from '../retrieval/works.ts'
import { type Contestant, msOf } from '../speed/contest.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { partOf } from '../speed/news.ts'
import { type Python, unpacked } from '../speed/python.ts'
import { ratioRow, speedRows, timeRows } from '../speed/ratio.ts'
import { OURS, type Outcome, type Row } from '../suite.ts'
import { measureAxes } from './axes.ts'
import { NEAREST } from './nearest.ts'
import { DIMS, SVD } from './systems.ts'

const TRAINED = 5
const ENCODED = 15
/** Texts that a round encodes. */
const PART = 500

/** The works of the suite. */
export const EMBED_WORKS: readonly SpeedWork[] = [
  ...(['cranfield', 'nfcorpus'] as const).map(name => ({
    name,
    title: `${RETRIEVAL_WORKS.find(work => work.name === name)?.title}; embedders of ${DIMS} numbers`,
    run: (field: Field) => run(name, field)
  })),
  NEAREST
]

/** Unit vectors of texts, (n, dims) row-major. */
interface Vectors {
  readonly dims: number
  readonly data: Float32Array
}

async function run(work: keyof typeof COLLECTIONS, field: Field): Promise<Outcome> {
  requireCollections(field.data, [COLLECTIONS[work]])
  const found = RETRIEVAL_WORKS.find(one => one.name === work)
  if (found === undefined) throw new Error(`work ${work}: expected to exist`)
  const task = taskOf(field.data, found)
  const texts = task.documents.map(({ title = '', text }) => `${title} ${text}`)
  const python = field.wants(SVD) ? await field.python() : undefined
  const ndcg = await qualityRows(work, task, texts, python, field)
  const times = await timed(work, texts, python, field)
  const axes = await measureAxes(work, texts, python, field)
  return {
    rows: [...ndcg, ...times.rows, ...axes.rows],
    skipped: [...times.skipped, ...axes.skipped]
  }
}

/** How well the vectors rank, before anything is timed. */
async function qualityRows(
  work: string,
  task: Task,
  texts: readonly string[],
  python: Python | undefined,
  field: Field
): Promise<Row[]> {
  const questions = task.queries.map(({ text }) => text)
  const row = (system: string, value: number): Row => ({ work, measure: 'ndcg@10', system, value })
  const rows: Row[] = []
  if (field.wants(OURS)) {
    const embedder = trainEmbedder(texts)
    const vectors = (of: readonly string[]): Vectors => ({ dims: embedder.dims, data: embedder.embedAll(of).data })
    rows.push(row(OURS, ndcgOf(task, vectors(texts), vectors(questions))))
  }
  if (python !== undefined) {
    await python.ask('vectors.svd', { texts, dims: DIMS })
    const vectors = async (of: readonly string[]): Promise<Vectors> => {
      const said = await python.ask<{ vectors: string }>('vectors.svd_embed', { texts: of, wanted: true })
      return { dims: DIMS, data: new Float32Array(unpacked(said.vectors)) }
    }
    rows.push(row(SVD, ndcgOf(task, await vectors(texts), await vectors(questions))))
  }
  return rows
}

/** Mean nDCG of the documents in the order of their dot products with each query. */
export function ndcgOf(
  { documents, queries }: Pick<Task, 'documents' | 'queries'>,
  texts: Vectors,
  asked: Vectors
): number {
  const each = queries.map(({ grades }, q) => {
    const query = asked.data.subarray(q * asked.dims, (q + 1) * asked.dims)
    const scores = documents.map((_, i) => {
      let sum = 0
      for (let j = 0; j < texts.dims; j++) sum += query[j] * texts.data[i * texts.dims + j]
      return sum
    })
    const order = documents.map((_, i) => i).sort((a, b) => scores[b] - scores[a])
    const first = order.slice(0, 10).map(i => documents[i].id)
    return ndcgAt(10, first, grades)
  })
  return meanAndSpread(each).mean
}

/** Training from texts to embedder, and embedding. */
async function timed(
  work: string,
  texts: readonly string[],
  python: Python | undefined,
  field: Field
): Promise<Outcome> {
  let embedder: Embedder | undefined
  const train = () => {
    embedder = trainEmbedder(texts)
  }
  const training: Contestant[] = [{ name: OURS, turn: () => msOf(train) }]
  const encoding: Contestant[] = [
    { name: OURS, turn: round => msOf(() => embedder?.embedAll(partOf(texts, round, PART))) }
  ]
  if (python !== undefined) {
    const msThere = async (op: string, given: object) => (await python.ask<{ ms: number }>(op, given)).ms
    training.push({ name: SVD, turn: seed => msThere('vectors.svd', { texts, dims: DIMS, seed: Math.max(0, seed) }) })
    encoding.push({ name: SVD, turn: round => msThere('vectors.svd_embed', { texts: partOf(texts, round, PART) }) })
  }
  const trained = await field.compete(work, training, { rounds: TRAINED })
  const encoded = await field.compete(work, encoding, { rounds: ENCODED, warmUps: 2 })
  return {
    rows: [
      ...timeRows(work, 'train_ms', trained),
      ...ratioRow(work, 'train_over_svd', trained, OURS, SVD),
      ...speedRows(work, 'texts_per_s', encoded, Math.min(PART, texts.length)),
      ...ratioRow(work, 'encode_speed_over_svd', encoded, SVD, OURS, OURS)
    ],
    skipped: [...trained.failed, ...encoded.failed].map(one => ({ work, ...one }))
  }
}
