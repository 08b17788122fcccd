import { trainClassifier } from '../../src/index.ts'
import { readNews } from '../speed/news.ts'

/** What the process that trains once tells. */
export interface Trained {
  /** Milliseconds from texts in memory to the model. */
  readonly ms: number
  readonly bytes: number
  /** The share of the test texts given their label. */
  readonly accuracy: number
  /** The most bytes of memory up to the end of training, the reading of the rows and the compiler of this file included. */
  readonly peak: number
}

/** Trains on all rows with defaults, in a fresh process: as a program would that has just started. */
function train(data: string): Trained {
  const { train, test } = readNews(data)
  const examples = train.map(({ text, label }) => ({ text, label }))
  const start = performance.now()
  const classifier = trainClassifier(examples)
  const ms = performance.now() - start
  const peak = process.resourceUsage().maxRSS * 1024
  const right = test.filter(({ text, label }) => classifier.classify(text).scores[0]?.label === label)
  return { ms, bytes: classifier.save().byteLength, accuracy: right.length / test.length, peak }
}

process.on('message', (data: string) => {
  process.send?.(train(data))
  process.disconnect()
})
