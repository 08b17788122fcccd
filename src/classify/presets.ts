import type { TrainOptions } from './options.ts'

/** The names of the option sets. */
export type Preset = 'topics' | 'spam' | 'toxicity' | 'intent' | 'language'

/** Option sets for common jobs: nothing more than options, and each can be said by hand. */
export const PRESETS: Readonly<Record<Preset, Omit<TrainOptions, 'preset'>>> = {
  /** What a text is about: the defaults. */
  topics: {},
  /** Unwanted messages, whose writers disguise words. */
  spam: { foldEvasion: true },
  /** Insults and abuse, whose writers disguise words. */
  toxicity: { foldEvasion: true },
  /** What a short request wants: common words carry it, case and signs do not. */
  intent: { stopWords: false, surface: false },
  /** Which language a text is in: short character n-grams, common words above all. */
  language: { words: [1, 1], characters: [1, 4], surface: false, stopWords: false }
}
