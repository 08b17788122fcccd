import type { TrainOptions } from '../../src/index.ts'

/**
 * What the filters are trained with. Case is left out, since comments come in any; more columns than usual, so that few n-grams
 * collide with those that are kept; classes are balanced by the blend.
 */
export const FILTER_OPTIONS: TrainOptions = {
  words: [1, 2],
  characters: [3, 5],
  surface: false,
  foldEvasion: true,
  stream: [3, 5],
  slips: true,
  blockWeights: [0.35, 0.35, 0.15, 0.15],
  unknownWeight: 0.6,
  dims: 2 ** 20,
  classWeight: 'none',
  maxFeatures: 50_000,
  weightBits: 8
}
