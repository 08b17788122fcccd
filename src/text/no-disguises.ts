import type { DisguiseSteps } from './normalizer.ts'
import type { Pieces } from './pieces.ts'

/** All code that disguised texts need, a value so that a page that reads none of them need not carry it. */
export interface Disguises {
  readonly steps: DisguiseSteps
  /** The letters, digits and marks of a text without what stands between, a letter that repeats itself once. */
  streamOf(text: string): string
  /** Appends the words of a text, and each with one letter left out. */
  pushSlips(pieces: Pieces, text: string): void
}

/** A model needs {@link Disguises} that were not passed. */
export class MissingDisguisesError extends RangeError {
  constructor() {
    super('options.disguises: the model needs disguises, as waymark/text has them, got none')
  }
}

/** Stands in where nothing of the kind is asked for. */
export const NO_DISGUISES: Disguises = {
  steps: { confusables: [], spaced: [], leet: [], stretched: [], plainLetters: [], disguise: [] },
  streamOf: () => '',
  pushSlips: () => {}
}
