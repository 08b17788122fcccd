import { trainClassifier } from '../../src/index.ts'
import type { System } from './system.ts'

/** Our own system, with its defaults: no work may set an option. */
export const waymark: System = {
  name: 'waymark',
  train: examples => {
    const classifier = trainClassifier(examples)
    return { answer: text => classifier.classify(text), bytes: () => classifier.save().byteLength }
  }
}
