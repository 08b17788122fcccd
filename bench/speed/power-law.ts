/** A power law through measured points: y is as x^`exponent`. */
export interface PowerLaw {
  readonly exponent: number
  /** The standard error of the exponent; 0 for two points. */
  readonly error: number
}

/**
 * Fits a power law by least squares in the logarithms of both. Throws RangeError on numbers not above 0, on two lengths, or on fewer than
 * two different x.
 */
export function fitPowerLaw(x: readonly number[], y: readonly number[]): PowerLaw {
  if (x.length !== y.length) throw new RangeError(`points: expected as many y as x, got ${x.length} and ${y.length}`)
  const wrong = [...x, ...y].find(value => !(value > 0 && value < Number.POSITIVE_INFINITY))
  if (wrong !== undefined) throw new RangeError(`points: expected numbers above 0, got ${wrong}`)
  if (new Set(x).size < 2) throw new RangeError(`x: expected two different ones, got ${x.join(', ') || 'none'}`)
  const [u, v] = [x, y].map(values => centred(values.map(Math.log)))
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)]
  const exponent = uv / uu
  const left = Math.max(0, vv - exponent * uv)
  return { exponent, error: x.length > 2 ? Math.sqrt(left / (x.length - 2) / uu) : 0 }
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map(value => value - mean)
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0)
