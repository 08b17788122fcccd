import { disguises } from './disguises.ts'
import type { MappedText } from './edits.ts'
import { type NormalizeOptions, type Normalizer, normalizeOptions, normalizerOf } from './normalizer.ts'

/** A {@link Normalizer} of the given options. Throws TypeError or RangeError naming the option at fault. */
export function createNormalizer(options?: NormalizeOptions, where = 'normalize'): Normalizer {
  return normalizerOf(normalizeOptions(options, where), disguises.steps)
}

/** `text` in normal form by `options`. Total: any string, lone surrogates included, has one. Throws on unknown options. */
export function normalize(text: string, options?: NormalizeOptions): string {
  return createNormalizer(options).normalize(text)
}

/** As {@link normalize}, with the range of the original text behind each UTF-16 unit of the result. */
export function normalizeMapped(text: string, options?: NormalizeOptions): MappedText {
  return createNormalizer(options).normalizeMapped(text)
}
