/** A matrix that was to be positive definite was not: at row `index` the pivot came out as `pivot`. */
export class NotPositiveDefiniteError extends Error {
  override readonly name = 'NotPositiveDefiniteError'
  constructor(
    readonly index: number,
    readonly pivot: number
  ) {
    super(`matrix: expected positive definite, got pivot ${pivot} at row ${index}`)
  }
}
