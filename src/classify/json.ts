import { decodeModel, encodeModel, fromJson, toJson } from '../model/index.ts'
import type { Classifier } from './classifier.ts'
import type { SaveOptions } from './file.ts'
import { type LoadOptions, loadClassifier } from './load.ts'

/** The file of a classifier as readable JSON: the same record, about three times the size. Options are those of {@link Classifier.save}. */
export function classifierToJson(classifier: Classifier, options?: SaveOptions): string {
  return toJson(decodeModel(classifier.save(options)))
}

/** The classifier in the text that {@link classifierToJson} made. Options and errors are those of {@link loadClassifier}. */
export function classifierFromJson(text: string, options?: LoadOptions): Classifier {
  return loadClassifier(encodeModel(fromJson(text)), options)
}
