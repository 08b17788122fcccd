import type { ClassifierInfo, Example, Reason } from 'waymark/classify'
import type { FilterName } from 'waymark/hub'
import type { RemoteClassifier } from 'waymark/worker'
import { withKit } from '../shared/kit.ts'

/** What a model says of one text: a label, or several, or none. */
export interface Answer {
  readonly labels: readonly string[]
  /** The most probable label, given or not, and its probability. */
  readonly best: string
  readonly probability: number
}

/** A classifier as this page uses it; all of them are in one worker. */
export interface Model {
  readonly labels: readonly string[]
  readonly info: ClassifierInfo
  /** What loading or training took, in milliseconds. */
  readonly ms: number
  readonly answer: (text: string) => Promise<Answer>
  /** The pieces of a text that spoke for the answer, strongest first. */
  readonly explain: (text: string) => Promise<readonly Reason[]>
  readonly save: () => Promise<Uint8Array>
  /** Frees it. */
  readonly close: () => void
}

/** Starts the worker, which the first model would else have to wait for. */
export function warm(): Promise<unknown> {
  return withKit(kit => kit.kernels())
}

/** A filter that comes with the kit. */
export function ready(name: FilterName): Promise<Model> {
  return withKit(kit => timed(() => kit.loadFilter(name)))
}

/** The classifier in a file, with the shipped word vectors where it needs some. Throws what the kit says of any other file. */
export function fromBytes(bytes: Uint8Array): Promise<Model> {
  return withKit(async kit => {
    try {
      return await timed(() => kit.loadClassifier(bytes))
    } catch (error) {
      if (!(error instanceof RangeError) || !/vectors/.test(error.message)) throw error
      const vectors = await kit.loadVectors('en')
      return timed(() => kit.loadClassifier(bytes, { vectors }))
    }
  })
}

/** A tagger of some examples. */
export function trained(examples: readonly Example[]): Promise<Model> {
  return withKit(kit => timed(() => kit.trainClassifier(examples, { preset: 'topics' })))
}

async function timed(make: () => Promise<RemoteClassifier>): Promise<Model> {
  const begun = performance.now()
  const model = await make()
  const ms = performance.now() - begun
  const [labels, info, several] = await Promise.all([model.labels, model.info, model.multiLabel])
  return {
    labels,
    info,
    ms,
    answer: async text => {
      if (several) {
        const { labels: given, scores } = await model.classifyAll(text)
        return { labels: given, best: scores[0].label, probability: scores[0].probability }
      }
      const { label, probability, scores } = await model.classify(text)
      return { labels: label === undefined ? [] : [label], best: scores[0].label, probability }
    },
    explain: text => model.explain(text, { limit: 8 }),
    save: () => model.save(),
    close: () => void model.release()
  }
}
