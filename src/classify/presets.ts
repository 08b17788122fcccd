import type { TrainOptions } from './options.ts'

/** The names of the option sets. */
export type Preset = 'topics' | 'spam' | 'toxicity' | 'intent' | 'language'

/** For texts whose writers do not want to be read by a machine. */
const DISGUISED: Omit<TrainOptions, 'preset'> = { foldEvasion: true, stream: [3, 5], slips: true, unknownWeight: 0.3 }

/** Option sets for common jobs: nothing more than options, and each can be said by hand. */
export const PRESETS: Readonly<Record<Preset, Omit<TrainOptions, 'preset'>>> = {
  /** What a text is about: the defaults. */
  topics: {},
  /** Unwanted messages, whose writers disguise words. */
  spam: DISGUISED,
  /** Insults and abuse, whose writers disguise words. */
  toxicity: DISGUISED,
  /** What a short request wants: common words carry it, case and signs do not. */
  intent: { stopWords: false, surface: false },
  /** Which language a text is in: short character n-grams, common words above all. */
  language: { words: [1, 1], characters: [1, 4], surface: false, stopWords: false }
}
