import type { Classifier, Example } from 'waymark/classify'
import { trainBeside } from './beside.ts'

/** More examples than this are trained beside the page, so that it never stops for them. */
const IN_THE_PAGE = 64

/** A tagger and how long its training took. */
export interface Trained {
  readonly tagger: Classifier
  readonly ms: number
}

/** Trains and opens models; the code comes with the first call. */
export interface Engine {
  /** Whether word vectors are used from here on. */
  vectors: boolean
  /** Fetches the code. */
  ready(): Promise<void>
  /** A tagger for these examples, or one that has learnt them on top of `base`. */
  train(examples: readonly Example[], base?: Classifier): Promise<Trained>
  /** The model in a file; its word vectors are fetched if it needs them. Throws ModelFormatError on anything else. */
  open(bytes: Uint8Array): Promise<Classifier>
}

type Code = typeof import('./training.ts')

/** Fetches again after a failure: a network may come back. */
function keep<T>(make: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined
  return () => {
    kept ??= make().catch(error => {
      kept = undefined
      throw error
    })
    return kept
  }
}

/** What trains here. */
export function startEngine(): Engine {
  const code = keep<Code>(() => import('./training.ts'))
  const vectorsOf = keep(async () => (await import('./vectors.ts')).loadVectors('en'))
  const engine: Engine = {
    vectors: false,
    ready: async () => void (await code()),
    async train(examples, base) {
      const { trainClassifier, loadClassifier } = await code()
      const vectors = engine.vectors ? await vectorsOf() : undefined
      const start = performance.now()
      if (base !== undefined) {
        const tagger = examples.length === 0 ? base : base.learn(forBase(base, examples))
        return { tagger, ms: performance.now() - start }
      }
      if (examples.length > IN_THE_PAGE) {
        const { bytes, ms } = await trainBeside(examples, engine.vectors)
        return { tagger: loadClassifier(bytes, { vectors }), ms }
      }
      const tagger = trainClassifier(examples, { vectors })
      return { tagger, ms: performance.now() - start }
    },
    async open(bytes) {
      const { loadClassifier } = await code()
      try {
        return loadClassifier(bytes)
      } catch (error) {
        if (!(error instanceof RangeError) || !/vectors/.test(error.message)) throw error
        return loadClassifier(bytes, { vectors: await vectorsOf() })
      }
    }
  }
  return engine
}

/** A model of several labels a text learns lists of them. */
function forBase(base: Classifier, examples: readonly Example[]): readonly Example[] {
  return base.multiLabel ? examples.map(({ text, label }) => ({ text, label: [String(label)] })) : examples
}
