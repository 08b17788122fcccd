import type { Dense, Matrix } from '../math/index.ts'
import type { StopSignal } from './abort.ts'
import { type Activation, activate, checkActivation, unitScale } from './activations.ts'
import { AUTOENCODER_DEFAULTS, type Autoencoder, trainAutoencoder } from './autoencoder.ts'
import { checkCount, checkKnown, checkNotNegative } from './check.ts'
import { encode } from './encode.ts'

/** Options of {@link trainEncoders}. */
export interface EncodersOptions {
  /** Axes of each encoder's code, at most, the first encoder first. Default 128, then 64. */
  readonly dims?: readonly number[]
  /** g of every encoder, or one for each. Default 'tanh'. */
  readonly activation?: Activation | readonly Activation[]
  /** λ of the autoencoders. Default 0. */
  readonly encoderRidge?: number
  /** Passes of each autoencoder. Default 5. */
  readonly passes?: number
  /** Draws the hidden layers. Default 0. */
  readonly seed?: number
  /** (n) weight of each row in the loss, at least 0; default 1 each. */
  readonly sampleWeights?: Float64Array
  /** Asked between the passes of an autoencoder whether to stop. */
  readonly signal?: StopSignal
}

/** The defaults of {@link EncodersOptions}. */
export const ENCODERS_DEFAULTS = {
  dims: [128, 64],
  activation: 'tanh',
  encoderRidge: AUTOENCODER_DEFAULTS.ridge,
  passes: AUTOENCODER_DEFAULTS.passes,
  seed: AUTOENCODER_DEFAULTS.seed
} as const

/** One encoder of a chain: g(scale · code), g the activation of its autoencoder. */
export interface Encoder {
  readonly autoencoder: Autoencoder
  readonly scale: number
}

/** The names of {@link EncodersOptions}. */
export const ENCODERS_OPTIONS = ['dims', 'activation', 'encoderRidge', 'passes', 'seed', 'sampleWeights', 'signal']

/**
 * Trains a chain of encoders, each an autoencoder on what the one before it gives (Kasun, Zhou, Huang and Vong 2013, section 3). The
 * codes that go into a g other than linear are scaled to mean square 1 on the training rows, or it would bend nothing.
 *
 * @param rows (n, m), dense or sparse
 * @throws RangeError or TypeError naming the option or entry at fault; the reason of a signal that is aborted
 */
export function trainEncoders(rows: Matrix, options: EncodersOptions = {}): readonly Encoder[] {
  checkKnown(options, ENCODERS_OPTIONS)
  const { dims, activation, encoderRidge: ridge, passes, seed } = { ...ENCODERS_DEFAULTS, ...options }
  const { sampleWeights, signal } = options
  const activations = typeof activation === 'string' ? dims.map(() => activation) : activation
  if (dims.length === 0) throw new RangeError('dims: expected at least one number, got none')
  dims.forEach((count, i) => {
    checkCount(`dims[${i}]`, count, 1)
  })
  activations.forEach(checkActivation)
  checkNotNegative('encoderRidge', ridge)
  if (activations.length !== dims.length) {
    throw new RangeError(`activation: expected one, or ${dims.length}, one for each of dims, got ${activations.length}`)
  }
  const chain: Encoder[] = []
  let last = rows
  for (let i = 0; i < dims.length; i++) {
    const settings = {
      dims: dims[i],
      activation: activations[i],
      ridge,
      passes,
      seed,
      ...(sampleWeights && { sampleWeights }),
      ...(signal && { signal })
    }
    const autoencoder = trainAutoencoder(last, settings)
    const codes = encode(autoencoder, last)
    const scale = activations[i] === 'linear' ? 1 : unitScale(codes.data)
    activate(activations[i], codes.data, scale)
    chain.push({ autoencoder, scale })
    last = codes
  }
  return chain
}

/**
 * What a chain of one encoder or more makes of rows, (n, m) → (n, dims of the last). Throws RangeError on rows of another number of
 * columns than the first encoder takes.
 */
export function encodeChain(chain: readonly Encoder[], rows: Matrix): Dense {
  const [first, ...others] = chain
  return others.reduce((codes, encoder) => through(encoder, codes), through(first, rows))
}

function through({ autoencoder, scale }: Encoder, rows: Matrix): Dense {
  const codes = encode(autoencoder, rows)
  activate(autoencoder.activation, codes.data, scale)
  return codes
}
