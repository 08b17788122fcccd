import { type Classifier, type Example, trainClassifier } from 'waymark/classify'
import { loadVectors } from 'waymark/hub'

/** What the thread is asked. */
export interface Job {
  readonly id: number
  readonly task: 'train' | 'leave out'
  readonly examples: readonly Example[]
  readonly vectors: boolean
}

/** An answer to an example by a tagger that had not seen it. */
export interface LeftOut {
  readonly text: string
  readonly label: string
  readonly given: string
  readonly probability: number
  readonly scores: Readonly<Record<string, number>>
}

/** What the thread says. */
export type Reply =
  | { readonly id: number; readonly bytes: Uint8Array; readonly ms: number }
  | { readonly id: number; readonly rows: readonly LeftOut[] }
  | { readonly id: number; readonly error: string }

/** With more examples than this they are left out in tenths, not one by one. */
const ONE_BY_ONE = 40
const TENTHS = 10

let vectors: ReturnType<typeof loadVectors> | undefined
const newest = { train: 0, 'leave out': 0 }

addEventListener('message', ({ data }: MessageEvent<Job>) => void work(data))

async function work(job: Job): Promise<void> {
  newest[job.task] = job.id
  try {
    if (job.vectors) vectors ??= loadVectors('en')
    const options = { vectors: job.vectors ? await vectors : undefined }
    // A newer job may have come meanwhile.
    await pause()
    if (newest[job.task] !== job.id) return
    if (job.task === 'leave out') return await leaveOut(job, options)
    const start = performance.now()
    const bytes = trainClassifier(job.examples, options).save()
    tell({ id: job.id, bytes, ms: performance.now() - start })
  } catch (error) {
    tell({ id: job.id, error: error instanceof Error ? error.message : String(error) })
  }
}

async function leaveOut({ id, examples }: Job, options: Parameters<typeof trainClassifier>[1]): Promise<void> {
  const folds = examples.length <= ONE_BY_ONE ? examples.length : TENTHS
  const rows: LeftOut[] = []
  for (let fold = 0; fold < folds; fold++) {
    const seen = examples.filter((_, row) => row % folds !== fold)
    if (new Set(seen.map(example => example.label)).size < 2) continue
    const tagger = trainClassifier(seen, options)
    for (let row = fold; row < examples.length; row += folds) rows.push(answered(tagger, examples[row]))
    await pause()
    if (newest['leave out'] !== id) return
  }
  tell({ id, rows })
}

function answered(tagger: Classifier, { text, label }: Example): LeftOut {
  const { scores } = tagger.classify(text)
  const [best] = scores
  const all = Object.fromEntries(scores.map(score => [score.label, score.probability]))
  return { text, label: String(label), given: best.label, probability: best.probability, scores: all }
}

const tell = (reply: Reply) => postMessage(reply)

/** Lets messages in. */
const pause = () => new Promise(resolve => setTimeout(resolve))
