/** What the bench asks of the process that runs one system on one work, in the order of use. */
export type Ask =
  | { readonly ask: 'open'; readonly system: string; readonly work: string; readonly data: string }
  | { readonly ask: 'train'; readonly draw: number }
  /** Answer the test rows `from` … `to` − 1 of the draw last trained. */
  | { readonly ask: 'answer'; readonly from: number; readonly to: number }
  | { readonly ask: 'size' }

/** Answers to some test rows, labels by number. */
export interface Answers {
  /** (n) the label given, −1 for none */
  readonly given: Int32Array
  /** (n, labels) row-major */
  readonly probabilities: Float64Array
  /** (n) time of each text alone, microseconds */
  readonly micros: Float64Array
}

/** What it replies to each. */
export interface Replies {
  readonly open: undefined
  /** Milliseconds of training, end to end. */
  readonly train: number
  readonly answer: Answers
  /** Bytes of the saved model. */
  readonly size: number
}

/** A reply on the wire. */
export type Reply = { readonly value: Replies[keyof Replies] } | { readonly error: string }
