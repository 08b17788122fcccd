/**
 * Text classifiers: trained from a few examples or many, with calibrated probabilities, abstention, reasons and feedback.
 *
 * @module
 */
export type { Classification, LabelScore, MultiClassification } from './answers.ts'
export { type Classifier, type ClassifierInfo, type ExplainOptions, trainClassifier } from './classifier.ts'
export { type Evaluation, evaluate, type LabelEvaluation } from './evaluate.ts'
export type { Example } from './examples.ts'
export type { Reason } from './explain.ts'
export { SAVE_DEFAULTS, type SaveOptions } from './file.ts'
export { classifierFromJson, classifierToJson } from './json.ts'
export { type LoadOptions, loadClassifier } from './load.ts'
export { expectedCalibrationError, f1Score, logLoss, recallAtFalsePositiveRate, rocAuc } from './metrics.ts'
export { TRAIN_DEFAULTS, type TrainOptions } from './options.ts'
export { loadPredictor, PREDICTOR_DEFAULTS, type Predictor, type PredictorOptions } from './predictor.ts'
export { PRESETS, type Preset } from './presets.ts'
export { SUGGEST_DEFAULTS, type Suggestion, type SuggestOptions, suggestExamples } from './suggest.ts'
export type { LeftOutFigures } from './text-model.ts'
export { type ExampleStream, trainClassifierOnStream } from './train-on-stream.ts'
