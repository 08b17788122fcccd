import { type LabelledRow, readSet } from '../data/read.ts'
import { labelsIn, WORKS, type Work } from '../data/works.ts'
import { entryOf } from '../systems/registry.ts'
import type { Aids, Answer, System, Trained } from '../systems/system.ts'
import type { Answers, Ask, Replies, Reply } from './messages.ts'
import { warmUp } from './warm-up.ts'

/** The process that holds one system and one work: a rival that hangs, prints or eats memory harms nothing but itself. */
interface Held {
  readonly system: System
  readonly work: Work
  readonly rows: readonly LabelledRow[]
  readonly labels: readonly string[]
  /** What the work gives for a draw beside examples. */
  readonly aids: (draw: number) => Aids | undefined
}

let held: Held | undefined
let trained: Trained | undefined
let test: readonly LabelledRow[] = []

const missing = (what: string) => new Error(`${what}: expected after the message that sets it`)

async function open(ask: Ask & { ask: 'open' }): Promise<undefined> {
  const work = WORKS.find(w => w.name === ask.work)
  if (!work) throw missing(`work ${ask.work}`)
  const all = readSet(ask.data, work.set)
  const rows = work.prepare(all)
  const aids = (draw: number) => work.aids?.(all, draw)
  held = { system: await entryOf(ask.system).load(), work, rows, labels: labelsIn(rows), aids }
  const split = work.split(rows, 0)
  warmUp(
    held.system,
    split.train.map(i => rows[i]),
    split.test.map(i => rows[i].text),
    aids(0)
  )
}

function train(draw: number): number {
  if (!held) throw missing('system')
  const { system, work, rows, aids } = held
  const split = work.split(rows, draw)
  const examples = split.train.map(i => ({ text: rows[i].text, label: rows[i].label }))
  const given = aids(draw)
  test = split.test.map(i => rows[i])
  const start = performance.now()
  trained = system.train(examples, given)
  return performance.now() - start
}

function answer(from: number, to: number): Answers {
  if (!held || !trained) throw missing('model')
  const { labels } = held
  const given = new Int32Array(to - from)
  const probabilities = new Float64Array((to - from) * labels.length)
  const micros = new Float64Array(to - from)
  for (let i = from; i < to; i++) {
    const { text } = test[i]
    const start = performance.now()
    const said = trained.answer(text)
    micros[i - from] = (performance.now() - start) * 1000
    given[i - from] = said.label === undefined ? -1 : numberOf(said.label, labels)
    spread(said, labels, probabilities.subarray((i - from) * labels.length, (i - from + 1) * labels.length))
  }
  return { given, probabilities, micros }
}

function spread(said: Answer, labels: readonly string[], out: Float64Array): void {
  for (const { label, probability } of said.scores) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new Error(`probability of ${label}: expected a number in 0 … 1, got ${probability}`)
    }
    out[numberOf(label, labels)] = probability
  }
}

function numberOf(label: string, labels: readonly string[]): number {
  const at = labels.indexOf(label)
  if (at < 0) throw new Error(`label ${label}: expected one of ${labels.join(', ')}`)
  return at
}

async function reply(ask: Ask): Promise<Replies[keyof Replies]> {
  if (ask.ask === 'open') return open(ask)
  if (ask.ask === 'train') return train(ask.draw)
  if (ask.ask === 'answer') return answer(ask.from, ask.to)
  if (!trained) throw missing('model')
  return trained.bytes()
}

process.on('message', (ask: Ask) => {
  reply(ask).then(
    value => process.send?.({ value } satisfies Reply),
    error => process.send?.({ error: error instanceof Error ? error.message : String(error) } satisfies Reply)
  )
})
process.on('disconnect', () => process.exit())
