import { AsciiText } from './ascii.ts'
import type { AsciiForm } from './ascii-forms.ts'
import type { Disguises } from './no-disguises.ts'
import type { Normalizer } from './normalizer.ts'

/** The forms of a text that n-grams are made of. */
export interface TextForms {
  /** What its writer meant to show. */
  readonly surface: string
  /** The surface form, case and disguises folded. */
  readonly folded: string
  /** The stream of the folded form; may be '' if no block wants it. */
  readonly stream: string
}

/** The forms of one text after another: as bytes where they are ASCII, and as strings, which are made when asked for. */
export class LazyForms implements TextForms {
  surface = ''
  /** The surface form, or null where it is not ASCII. */
  surfaceBytes: AsciiText | null = null
  /** The folded form, or null where it is not ASCII. It may be left to whoever reads it to bring it to `form`. */
  foldedBytes: AsciiText | null = null
  /** What ASCII characters become in folding, one by one, or null where words are looked at. */
  readonly form: AsciiForm | null
  private readonly first = new AsciiText()
  private readonly second = new AsciiText()
  private foldedText: string | undefined
  private streamText: string | undefined

  constructor(
    private readonly normalizer: Normalizer,
    private readonly disguises: Disguises
  ) {
    this.form = normalizer.ascii
  }

  read(text: string): void {
    const { normalizer, form, first, second } = this
    this.foldedText = undefined
    this.streamText = undefined
    this.surface = text
    let ascii = first.load(text)
    if (!ascii || form === null) {
      this.surface = normalizer.surface(text)
      ascii = first.load(this.surface)
    }
    this.surfaceBytes = ascii ? first : null
    if (ascii && form !== null) this.foldedBytes = first
    else this.foldedBytes = second.load(this.folded) ? second : null
  }

  get folded(): string {
    this.foldedText ??= this.normalizer.fold(this.surface)
    return this.foldedText
  }

  get stream(): string {
    this.streamText ??= this.disguises.streamOf(this.folded)
    return this.streamText
  }
}
