import type { Matrix } from '../math/index.ts'
import { checkSignal } from './abort.ts'
import { checkActivation } from './activations.ts'
import type { AUTOENCODER_DEFAULTS, AutoencoderOptions } from './autoencoder.ts'
import { checkCount, checkKnown, checkMatrix, checkNotNegative, checkWeights } from './check.ts'

const KNOWN = ['dims', 'activation', 'ridge', 'passes', 'oversampling', 'seed', 'sampleWeights', 'signal']

/** The options with the defaults in them. */
type Settings = AutoencoderOptions & Required<Pick<AutoencoderOptions, keyof typeof AUTOENCODER_DEFAULTS>>

/** Checks the arguments of training at the door: returns the weights of the rows, where given. Throws TypeError or RangeError. */
export function checkAutoencoder(rows: Matrix, settings: Settings): Float64Array | undefined {
  checkKnown(settings, KNOWN)
  const { dims, activation, ridge, passes, oversampling = 0, sampleWeights } = settings
  checkCount('dims', dims, 1)
  checkCount('passes', passes, 1)
  checkCount('oversampling', oversampling, 0)
  checkActivation(activation)
  checkNotNegative('ridge', ridge)
  checkSignal(settings.signal)
  checkMatrix(rows)
  return sampleWeights === undefined ? undefined : checkWeights(sampleWeights, rows.rows)
}
