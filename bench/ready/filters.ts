import { existsSync, readFileSync } from 'node:fs'
import { type Classifier, loadClassifier } from '../../src/index.ts'
import { OURS } from '../suite.ts'

/** A filter that is ready before the first example. */
export interface Ready {
  /** How strongly a text is unwanted; only the order counts. */
  readonly score: (text: string) => number
  /** Whether it calls the text unwanted. */
  readonly unwanted: (text: string) => boolean
  /** Bytes of its model file; a word list is code and has none. */
  readonly bytes?: number
}

/** A system that needs no training. */
export interface ReadySystem {
  readonly name: string
  /** The package of bench/rivals it stands on. */
  readonly package?: string
  readonly load: () => Promise<Ready>
}

/** The file of a shipped model. */
export function shipped(name: string): Uint8Array {
  return readFileSync(new URL(`../../models/${name}/model.safetensors`, import.meta.url))
}

/** A classifier as a filter of the texts with one label. */
export function filterOf(classifier: Classifier, label: string): Ready {
  return {
    score: text => classifier.classify(text).scores.find(score => score.label === label)?.probability ?? 0,
    unwanted: text => classifier.classify(text).label === label
  }
}

/** Our own filter from its file. */
export function ours(name: string, label: string): ReadySystem {
  return {
    name: OURS,
    load: async () => {
      const bytes = shipped(name)
      return { ...filterOf(loadClassifier(bytes), label), bytes: bytes.length }
    }
  }
}

interface LeoProfanity {
  loadDictionary(language: string): void
  badWordsUsed(text: string): readonly string[]
}

interface Obscenity {
  readonly RegExpMatcher: new (options: object) => { getAllMatches(text: string): readonly unknown[] }
  readonly englishDataset: { build(): object }
  readonly englishRecommendedTransformers: object
}

const rivals = new URL('../rivals/node_modules/', import.meta.url)

// The path is computed, so that the compiler asks for no types of packages that are not installed here.
const imported = async (path: string) => import(new URL(path, rivals).href)

/** Word lists, as their documentation shows them; the score of a text is how many of its words are listed. */
export const WORD_LISTS: readonly ReadySystem[] = [
  {
    name: 'leo-profanity',
    package: 'leo-profanity',
    load: async () => {
      const list: LeoProfanity = (await imported('leo-profanity/src/index.js')).default
      list.loadDictionary('en')
      return listing(text => list.badWordsUsed(text).length)
    }
  },
  {
    name: 'obscenity',
    package: 'obscenity',
    load: async () => {
      const { RegExpMatcher, englishDataset, englishRecommendedTransformers }: Obscenity =
        await imported('obscenity/dist/index.js')
      const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })
      return listing(text => matcher.getAllMatches(text).length)
    }
  }
]

function listing(score: (text: string) => number): Ready {
  return { score, unwanted: text => score(text) > 0 }
}

/** Whether the package of a system is there. */
export function isInstalled(system: ReadySystem): boolean {
  return system.package === undefined || existsSync(new URL(`${system.package}/package.json`, rivals))
}
