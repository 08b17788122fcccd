import { readFileSync } from 'node:fs'
import { trainClassifier } from '../../src/index.ts'
import { loadWordVectors, type WordVectors } from '../../src/text/index.ts'
import type { Aids, System } from './system.ts'

let vectors: WordVectors | undefined

/** The shipped English vectors, read once. */
function englishVectors(): WordVectors {
  vectors ??= loadWordVectors(readFileSync(new URL('../../models/en/model.safetensors', import.meta.url)))
  return vectors
}

/** Our own system, with its defaults: no work may set an option, but for the aids that it names. */
export const waymark: System = {
  name: 'waymark',
  train: (examples, aids) => {
    const classifier = trainClassifier(examples, aids === undefined ? {} : options(aids))
    return { answer: text => classifier.classify(text), bytes: () => classifier.save().byteLength }
  }
}

function options({ vectors, descriptions, unlabelled }: Aids) {
  return { vectors: vectors ? englishVectors() : undefined, descriptions, unlabelled }
}
