import { AS_WRITTEN, type AsciiForm, LOWER_CASE } from './ascii-forms.ts'
import { applyEdits, applyEditsMapped, type Edit, identityMap, type MappedText } from './edits.ts'
import { expectBooleans, expectOneOf, withDefaults } from './options.ts'
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
export interface Step {
  readonly ascii: boolean
  apply(text: string): string
  edits(text: string): Edit[]
}

const byChunk = (apply: (text: string) => string): Step => ({
  ascii: false,
  apply,
  edits: text => editsOf(text, apply)
})
/** A step from the edits that it makes. */
export const byEdits = (ascii: boolean, edits: (text: string) => Edit[]): Step => ({
  ascii,
  apply: text => applyEdits(text, edits(text)),
  edits
})

/** The steps that undo disguises, by the option that asks for them. They are apart because they are most of the code. */
export type DisguiseSteps = Readonly<
  Record<'confusables' | 'spaced' | 'leet' | 'stretched' | 'plainLetters' | 'disguise', readonly Step[]>
>

/** Zero-width characters, soft hyphen, variation selectors, direction controls and other characters that do not show. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu

const MARKS = byChunk(text => text.replace(UNSEEN, ''))
const NFKC = byChunk(text => text.normalize('NFKC'))
const NFC = byChunk(text => text.normalize('NFC'))
const LOWERCASE: Step = { ascii: true, apply: text => text.toLowerCase(), edits: lowercaseEdits }
const ACCENTS = byChunk(stripAccents)

/** Whether every character is below U+0080, as most texts are: then most steps have nothing to do. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** The steps that only settle how the text is encoded, and keep what its writer meant to show. */
function surfaceSteps(options: Required<NormalizeOptions>, undo: DisguiseSteps): Step[] {
  const steps: Step[] = []
  if (options.marks) steps.push(MARKS)
  if (options.unicode !== false) steps.push(options.unicode === 'NFKC' ? NFKC : NFC)
  if (options.disguise) steps.push(...undo.plainLetters)
  return steps
}

/** The steps that follow them. */
function foldSteps(options: Required<NormalizeOptions>, undo: DisguiseSteps): Step[] {
  const steps: Step[] = []
  if (options.confusables) steps.push(...undo.confusables)
  if (options.lowercase) {
    steps.push(LOWERCASE)
    // İ becomes two characters, which may have to change places with marks that follow.
    if (options.unicode !== false) steps.push(options.unicode === 'NFKC' ? NFKC : NFC)
  }
  if (options.accents) steps.push(ACCENTS)
  if (options.disguise) steps.push(...undo.disguise)
  if (options.spaced) steps.push(...undo.spaced)
  if (options.leet) steps.push(...undo.leet)
  if (options.stretched) steps.push(...undo.stretched)
  return steps
}

/** What normalising makes of each ASCII character, or null where it looks at more than one at a time. */
function asciiFormOf(steps: readonly Step[]): AsciiForm | null {
  const changing = steps.filter(({ ascii }) => ascii)
  if (changing.length === 0) return AS_WRITTEN
  return changing.every(step => step === LOWERCASE) ? LOWER_CASE : null
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
  /** What it makes of each ASCII character, or null where it looks at more than one at a time. */
  readonly ascii: AsciiForm | null
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

/** A {@link Normalizer} of complete options, with the steps that they may ask for. */
export function normalizerOf(options: Required<NormalizeOptions>, undo: DisguiseSteps): Normalizer {
  const first = surfaceSteps(options, undo)
  const rest = foldSteps(options, undo)
  const surface = (text: string): string => applySteps(text, first)
  const fold = (text: string): string => applySteps(text, rest)
  const surfaceMapped = (text: string): MappedText => applyStepsMapped(identityMap(text), first)
  const foldMapped = (source: MappedText): MappedText => applyStepsMapped(source, rest)
  return {
    options,
    ascii: asciiFormOf([...first, ...rest]),
    normalize: text => fold(surface(text)),
    normalizeMapped: text => foldMapped(surfaceMapped(text)),
    surface,
    surfaceMapped,
    fold,
    foldMapped
  }
}
