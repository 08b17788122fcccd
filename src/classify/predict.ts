/**
 * Answers of a saved classifier, and nothing else: for pages that load training later or never. A bundler shares a module whole, so this is
 * a file of its own that shares none with what trains; its `ModelFormatError` is its own, too.
 *
 * @module
 */
export { ModelFormatError } from '../model/index.ts'
export { disguises } from '../text/index.ts'
export type { Classification, LabelScore, MultiClassification } from './answers.ts'
export { loadPredictor, PREDICTOR_DEFAULTS, type Predictor, type PredictorOptions } from './predictor.ts'
