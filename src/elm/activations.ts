import { sigmoid } from './losses.ts'

/** What a hidden unit makes of its input. */
export type Activation = 'linear' | 'tanh' | 'relu' | 'sigmoid' | 'gelu'

/**
 * The functions by their names. gelu is x·Φ(x) in its tanh form, 0.5x(1 + tanh(√(2/π)(x + 0.044715x³))) (Hendrycks and Gimpel
 * 2016, section 2).
 */
const FUNCTIONS: { readonly [A in Activation]: (x: number) => number } = {
  linear: x => x,
  tanh: Math.tanh,
  relu: x => Math.max(x, 0),
  sigmoid,
  gelu: x => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))
}

/** The names of the activations. */
export const ACTIVATIONS = Object.keys(FUNCTIONS) as Activation[]

/** x ← g(scale · x) for every entry, in place. */
export function activate(activation: Activation, data: Float64Array, scale = 1): void {
  if (activation === 'linear' && scale === 1) return
  const g = FUNCTIONS[activation]
  for (let i = 0; i < data.length; i++) data[i] = g(scale * data[i])
}

/** What brings numbers to mean square 1: the inputs of g would else be as small or large as chance makes them. */
export function unitScale(data: Float64Array): number {
  let sum = 0
  for (let p = 0; p < data.length; p++) sum += data[p] * data[p]
  return sum === 0 ? 1 : Math.sqrt(data.length / sum)
}

/** Throws TypeError unless `name` is an activation. */
export function checkActivation(name: string): void {
  if (!ACTIVATIONS.some(known => known === name)) {
    throw new TypeError(`activation: expected one of ${ACTIVATIONS.join(', ')}, got ${JSON.stringify(name)}`)
  }
}
