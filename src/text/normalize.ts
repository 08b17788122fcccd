import { confusableEdits } from './confusables.ts'
import { disguisedLeetEdits } from './disguise/leet.ts'
import { letterEdits } from './disguise/letters.ts'
import { spelledEdits } from './disguise/spelled.ts'
import { drawnOutEdits } from './disguise/stretched.ts'
import { applyEdits, applyEditsMapped, type Edit, identityMap, type MappedText } from './edits.ts'
import { leetEdits } from './leet.ts'
import { expectBooleans, expectOneOf, withDefaults } from './options.ts'
import { spacedEdits } from './spaced.ts'
import { stretchedEdits } from './stretched.ts'
import { editsOf, lowercaseEdits, stripAccents } from './unicode.ts'

/** What `normalize` does to a text; each is one step, in the order of this list. */
export interface NormalizeOptions {
  /** Strip what does not show: zero-width characters, soft hyphens, variation selectors, direction marks. Default true. */
  readonly marks?: boolean
  /** Unicode normal form, or false for none. Default 'NFKC': full-width letters, ligatures and half-width kana are folded. */
  readonly unicode?: 'NFKC' | 'NFC' | false
  /** Replace look-alike Cyrillic and Greek letters in words that pretend to be Latin. Default false. */
  readonly confusables?: boolean
  /** Lower-case, the same in every locale. Default true. */
  readonly lowercase?: boolean
  /** Strip diacritics: café → cafe. Default false. */
  readonly accents?: boolean
  /** Join letters that are spelled out: `f r e e`, `v.i.a.g.r.a`. Default false. */
  readonly spaced?: boolean
  /** Read digits and signs inside a word as the letters they stand for: fr33ly → freely, $hit → shit. Default false. */
  readonly leet?: boolean
  /** Cut runs of three and more of one letter to two: soooo → soo. Default false. */
  readonly stretched?: boolean
  /**
   * Undo disguises of Latin words, all kinds and more thoroughly than the four options above (`confusables`, `spaced`, `leet`,
   * `stretched`), which may then be left off: letters of other scripts, in circles and squares, heaped marks, accents of no
   * one language, words spelled out, letters drawn with signs or hidden by a star. Default false.
   */
  readonly disguise?: boolean
}

/** The defaults of {@link NormalizeOptions}. */
export const NORMALIZE_DEFAULTS: Required<NormalizeOptions> = {
  marks: true,
  unicode: 'NFKC',
  confusables: false,
  lowercase: true,
  accents: false,
  spaced: false,
  leet: false,
  stretched: false,
  disguise: false
}

/** One step of normalisation: the whole change, the same change as edits, and whether it can change plain ASCII. */
interface Step {
  readonly ascii: boolean
  apply(text: string): string
  edits(text: string): Edit[]
}

const byChunk = (apply: (text: string) => string): Step => ({
  ascii: false,
  apply,
  edits: text => editsOf(text, apply)
})
const byEdits = (ascii: boolean, edits: (text: string) => Edit[]): Step => ({
  ascii,
  apply: text => applyEdits(text, edits(text)),
  edits
})

/** Zero-width characters, soft hyphen, variation selectors, direction controls and other characters that do not show. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu

const MARKS = byChunk(text => text.replace(UNSEEN, ''))
const NFKC = byChunk(text => text.normalize('NFKC'))
const NFC = byChunk(text => text.normalize('NFC'))
const LOWERCASE: Step = { ascii: true, apply: text => text.toLowerCase(), edits: lowercaseEdits }
const ACCENTS = byChunk(stripAccents)
const LOOK_ALIKES = byEdits(false, confusableEdits)
const SPACED = byEdits(true, spacedEdits)
const LEET = byEdits(true, leetEdits)
const STRETCHED = byEdits(true, stretchedEdits)
const PLAIN_LETTERS = byEdits(false, letterEdits)
const SPELLED = byEdits(true, spelledEdits)
const SIGNS = byEdits(true, disguisedLeetEdits)
const DRAWN_OUT = byEdits(true, drawnOutEdits)

/** Whether every character is below U+0080, as most texts are: then most steps have nothing to do. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** The steps that only settle how the text is encoded, and keep what its writer meant to show. */
function surfaceSteps(options: Required<NormalizeOptions>): Step[] {
  const steps: Step[] = []
  if (options.marks) steps.push(MARKS)
  if (options.unicode !== false) steps.push(options.unicode === 'NFKC' ? NFKC : NFC)
  if (options.disguise) steps.push(PLAIN_LETTERS)
  return steps
}

/** The steps that follow them. */
function foldSteps(options: Required<NormalizeOptions>): Step[] {
  const steps: Step[] = []
  if (options.confusables) steps.push(LOOK_ALIKES)
  if (options.lowercase) {
    steps.push(LOWERCASE)
    // İ becomes two characters, which may have to change places with marks that follow.
    if (options.unicode !== false) steps.push(options.unicode === 'NFKC' ? NFKC : NFC)
  }
  if (options.accents) steps.push(ACCENTS)
  if (options.disguise) steps.push(SPELLED, SIGNS, DRAWN_OUT)
  if (options.spaced) steps.push(SPACED)
  if (options.leet) steps.push(LEET)
  if (options.stretched) steps.push(STRETCHED)
  return steps
}

/** `options` checked and completed. Throws TypeError or RangeError naming the option at fault. */
export function normalizeOptions(options?: NormalizeOptions, where = 'normalize'): Required<NormalizeOptions> {
  const full = withDefaults(where, options, NORMALIZE_DEFAULTS)
  expectBooleans(where, full, 'marks', 'confusables', 'lowercase', 'accents', 'spaced', 'leet', 'stretched', 'disguise')
  expectOneOf(`${where}.unicode`, full.unicode, ['NFKC', 'NFC', false])
  return full
}

/** A normaliser with its options checked once, for use on many texts. */
export interface Normalizer {
  readonly options: Required<NormalizeOptions>
  normalize(text: string): string
  normalizeMapped(text: string): MappedText
  /** The first part of `normalize`: hidden marks and the Unicode form. Case, disguises and accents stay as written. */
  surface(text: string): string
  surfaceMapped(text: string): MappedText
  /** The other part: `normalize(text)` is `fold(surface(text))`. */
  fold(surface: string): string
  foldMapped(surface: MappedText): MappedText
}

function applySteps(text: string, steps: readonly Step[]): string {
  const ascii = isAscii(text)
  let out = text
  for (const step of steps) if (!ascii || step.ascii) out = step.apply(out)
  return out
}

function applyStepsMapped(source: MappedText, steps: readonly Step[]): MappedText {
  const ascii = isAscii(source.text)
  let out = source
  for (const step of steps) if (!ascii || step.ascii) out = applyEditsMapped(out, step.edits(out.text))
  return out
}

/** A {@link Normalizer} of the given options. Throws as {@link normalizeOptions}. */
export function createNormalizer(options?: NormalizeOptions, where = 'normalize'): Normalizer {
  const full = normalizeOptions(options, where)
  const first = surfaceSteps(full)
  const rest = foldSteps(full)
  const surface = (text: string): string => applySteps(text, first)
  const fold = (text: string): string => applySteps(text, rest)
  const surfaceMapped = (text: string): MappedText => applyStepsMapped(identityMap(text), first)
  const foldMapped = (source: MappedText): MappedText => applyStepsMapped(source, rest)
  return {
    options: full,
    normalize: text => fold(surface(text)),
    normalizeMapped: text => foldMapped(surfaceMapped(text)),
    surface,
    surfaceMapped,
    fold,
    foldMapped
  }
}

/** `text` in normal form by `options`. Total: any string, lone surrogates included, has one. Throws on unknown options. */
export function normalize(text: string, options?: NormalizeOptions): string {
  return createNormalizer(options).normalize(text)
}

/** As {@link normalize}, with the range of the original text behind each UTF-16 unit of the result. */
export function normalizeMapped(text: string, options?: NormalizeOptions): MappedText {
  return createNormalizer(options).normalizeMapped(text)
}
