import { createFeaturizer } from '../text/index.ts'
import { type AskedTrainOptions, featurizerOptions, withBlocks } from './options.ts'
import { growingRows, mayBeFew, type ReadTexts, wordsAreKnown } from './read-features.ts'
import { type TextFeatures, textFeatures } from './text-features.ts'

/** Counts features of texts that come one by one and are not kept. */
export interface FeatureCounter {
  add(text: string): void
  /** What `readFeatures` gives for the texts so far, bit for bit. */
  done(): ReadTexts
}

/**
 * A counter under these options. Where they leave n-grams of characters open, and so until the last text comes, it counts them too, and
 * single words as written beside them.
 */
export function featureCounter(asked: AskedTrainOptions): FeatureCounter {
  const options = withBlocks(asked)
  const features = textFeatures(createFeaturizer(featurizerOptions(options)), asked.vectors)
  const counts = growingRows(features, undefined)
  const open = mayBeFew(asked, Number.POSITIVE_INFINITY) ? singleWords(asked) : undefined
  let texts = 0
  return {
    add(text) {
      texts++
      features.rowsOf(text).forEach((row, b) => {
        counts[b].add(row)
      })
      open?.add(text)
    },
    done() {
      const all = counts.map(rows => rows.matrix())
      if (open === undefined || !mayBeFew(asked, texts)) return { options, features, counts: all }
      const surface = open.counts.matrix()
      if (!wordsAreKnown(surface)) return { options, features, counts: all }
      const few = withBlocks(asked, true)
      const vectors = asked.vectors === undefined ? [] : all.slice(-1)
      return { options: few, features: featuresFor(few), counts: [all[0], surface, ...vectors] }
    }
  }
}

function featuresFor(options: ReturnType<typeof withBlocks>): TextFeatures {
  return textFeatures(createFeaturizer(featurizerOptions(options)), options.vectors)
}

/** The block of single words as written, alone. */
function singleWords(asked: AskedTrainOptions) {
  const options = { ...withBlocks(asked, true), words: false, vectors: undefined } as const
  const features = featuresFor(options)
  const [counts] = growingRows(features, undefined)
  return { counts, add: (text: string) => counts.add(features.rowsOf(text)[0]) }
}
