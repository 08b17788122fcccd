/** A training text. */
export interface Example {
  readonly text: string
  readonly label: string
}

/** What a trained system says about one text. */
export interface Answer {
  /** The label it gives, undefined for none. */
  readonly label: string | undefined
  /** A probability for each label it knows, any order; a label left out has probability 0. */
  readonly scores: readonly { readonly label: string; readonly probability: number }[]
}

/** A system after training. */
export interface Trained {
  readonly answer: (text: string) => Answer
  /** The bytes of the saved model, by the system's own way of saving. */
  readonly bytes: () => number
}

/** What a work gives beside examples. */
export interface Aids {
  /** Whether word vectors may be used. */
  readonly vectors: boolean
  /** A few words on each label. */
  readonly descriptions?: Readonly<Record<string, string>>
  readonly unlabelled?: readonly string[]
}

/** A text classifier under test: ours or a rival. */
export interface System {
  readonly name: string
  readonly train: (examples: readonly Example[], aids?: Aids) => Trained
}
