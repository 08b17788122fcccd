import { decodeModel, encodeModel, fromJson, toJson } from '../model/index.ts'
import type { Classifier } from './classifier.ts'
import { loadClassifier } from './load.ts'

/** The file of a classifier as readable JSON: the same record, about three times the size. */
export function classifierToJson(classifier: Classifier): string {
  return toJson(decodeModel(classifier.save()))
}

/** The classifier in the text that {@link classifierToJson} made. Throws ModelFormatError as {@link loadClassifier} does. */
export function classifierFromJson(text: string): Classifier {
  return loadClassifier(encodeModel(fromJson(text)))
}
