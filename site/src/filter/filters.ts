import { type Classification, type Reason, rocAuc } from 'waymark/classify'
import type { RemoteClassifier } from 'waymark/worker'
import spamTexts from '../../../fixtures/demo/spam.test.jsonl?raw'
import toxicityTexts from '../../../fixtures/demo/toxicity.test.jsonl?raw'
import { withKit } from '../shared/kit.ts'
import { type KindName, kindOf } from './kinds.ts'

/** Probabilities of labelled texts that the filter has not learnt. */
export interface Measured {
  readonly scores: readonly number[]
  readonly unwanted: readonly boolean[]
  readonly rocAuc: number
}

/** A correction and what it did. */
export interface Lesson {
  readonly ms: number
  readonly before: number
  readonly after: number
}

/** The filters of the page, each as it is after what it has learnt. */
export interface Filters {
  /** Throws Error that says why it could not be loaded; it can be tried again. */
  load(name: KindName): Promise<void>
  classify(name: KindName, text: string): Promise<Classification>
  /** How probable it is of each text that it is not wanted. */
  judge(name: KindName, texts: readonly string[]): Promise<number[]>
  explain(name: KindName, text: string): Promise<readonly Reason[]>
  measure(name: KindName): Promise<Measured>
  learn(name: KindName, text: string, unwanted: boolean): Promise<Lesson>
  /** Forgets the last correction. */
  undo(name: KindName): void
}

const TEXTS: Readonly<Record<KindName, string>> = { spam: spamTexts, toxicity: toxicityTexts }

/** The two filters in a worker: whatever is pasted, the page itself never waits for them. */
export function startFilters(): Filters {
  /** Each filter as it came, and after every correction: the last one answers. */
  const versions = new Map<KindName, RemoteClassifier[]>()

  function current(name: KindName): RemoteClassifier {
    const last = versions.get(name)?.at(-1)
    if (last === undefined) throw new Error(`${name}: the filter is not loaded`)
    return last
  }

  async function badness(filter: RemoteClassifier, name: KindName, text: string): Promise<number> {
    const { scores } = await filter.classify(text)
    return scores.find(score => score.label === kindOf(name).unwanted)?.probability ?? 0
  }

  const judge = (name: KindName, texts: readonly string[]) => {
    const filter = current(name)
    return Promise.all(texts.map(text => badness(filter, name, text)))
  }

  return {
    judge,
    async load(name) {
      try {
        versions.set(name, [await withKit(kit => kit.loadFilter(name))])
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        throw new Error(`The filters could not be started: ${why}`, { cause: error })
      }
    },
    classify: async (name, text) => current(name).classify(text),
    explain: async (name, text) => current(name).explain(text, { label: kindOf(name).unwanted, limit: 40 }),
    async measure(name) {
      const rows = TEXTS[name]
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as { text: string; label: string })
      const texts = rows.map(row => row.text)
      const scores = await judge(name, texts)
      const unwanted = rows.map(row => row.label === kindOf(name).unwanted)
      return { scores, unwanted, rocAuc: rocAuc(scores, unwanted) }
    },
    async learn(name, text, isUnwanted) {
      const filter = current(name)
      const { unwanted, fine } = kindOf(name)
      const start = performance.now()
      const learnt = await filter.learn([{ text, label: isUnwanted ? unwanted : fine }])
      const ms = performance.now() - start
      versions.get(name)?.push(learnt)
      return { ms, before: await badness(filter, name, text), after: await badness(learnt, name, text) }
    },
    undo(name) {
      const kept = versions.get(name)
      if (kept !== undefined && kept.length > 1) void kept.pop()?.release()
    }
  }
}
