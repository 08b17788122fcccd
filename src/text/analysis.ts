import { pushRuns } from './ascii.ts'
import { AS_WRITTEN } from './ascii-forms.ts'
import { Cutter } from './cut.ts'
import type { FeaturizerConfig } from './features-config.ts'
import { LazyForms, type TextForms } from './forms.ts'
import { murmur3 } from './murmur.ts'
import { Hashes, hashCharNgrams, hashWordNgrams } from './ngram-hashes.ts'
import { charNgrams, Ranges, wordNgrams } from './ngrams.ts'
import type { Disguises } from './no-disguises.ts'
import type { Normalizer } from './normalizer.ts'
import type { Pieces } from './pieces.ts'
import { type Source, sameSource, sourceOf } from './sources.ts'
import type { Stemmer } from './stem.ts'
import type { StopWords } from './stopwords.ts'

const NO_LIMIT = 2 ** 31

/** The parts of a text that n-grams are made of, in buffers used again from text to text. */
export class Analysis {
  readonly ranges = new Ranges()
  readonly hashes = new Hashes()
  private readonly sources: Source[] = []
  /** (blocks) */
  private readonly sourceOf: readonly Source[]
  private readonly forms: LazyForms
  private readonly cutter: Cutter

  constructor(
    readonly config: FeaturizerConfig,
    normalizer: Normalizer,
    stem: Stemmer | null,
    stopWords: StopWords | null,
    disguises: Disguises
  ) {
    const { blocks, tokenize } = config
    this.forms = new LazyForms(normalizer, disguises)
    this.cutter = new Cutter(tokenize, disguises)
    const form = this.forms.form ?? AS_WRITTEN
    this.sourceOf = blocks.map(block => this.share(sourceOf(block, tokenize, stem, stopWords, form)))
  }

  private share(wanted: Source): Source {
    const known = this.sources.find(source => sameSource(source, wanted))
    if (known === undefined) this.sources.push(wanted)
    return known ?? wanted
  }

  /** Whether any block needs the stream of a text. */
  get streams(): boolean {
    return this.sources.some(({ kind }) => kind === 'text')
  }

  /** Takes in a text as it was given. */
  read(text: string): void {
    const { forms, cutter, sources } = this
    forms.read(text)
    cutter.read(forms)
    for (let s = 0; s < sources.length; s++) {
      const source = sources[s]
      const bytes = source.kind === 'surface' ? forms.surfaceBytes : forms.foldedBytes
      source.pieces.clear()
      if (bytes !== null && source.runs !== null) pushRuns(bytes, source.runs, source.pieces)
      else cutter.cut(source)
    }
  }

  /** Takes in a text by its forms, all of them read as strings, which has the same pieces. */
  readForms(forms: TextForms): void {
    this.cutter.read(forms)
    for (const source of this.sources) {
      source.pieces.clear()
      this.cutter.cut(source)
    }
  }

  /** Leaves the hashes of the n-grams of block `b`, in any order, in `hashes`. */
  hash(b: number): void {
    const { kind, min, max, seed, maxPerText } = this.config.blocks[b]
    const { hashes, ranges } = this
    hashes.clear()
    if (maxPerText === 0) {
      const { pieces } = this.sourceOf[b]
      if (kind === 'char') hashCharNgrams(pieces, min, max, seed, hashes)
      else hashWordNgrams(pieces, min, max, seed, hashes)
      return
    }
    const { bytes } = this.list(b).buffer
    hashes.reserve(ranges.count)
    for (let i = 0; i < ranges.count; i++) hashes.values[i] = murmur3(bytes, ranges.starts[i], ranges.ends[i], seed)
    hashes.count = ranges.count
  }

  /** Lists the n-grams of block `b` in `ranges`, and returns the pieces they lie in. */
  list(b: number): Pieces {
    const { kind, min, max, maxPerText } = this.config.blocks[b]
    const { pieces } = this.sourceOf[b]
    const limit = maxPerText === 0 ? NO_LIMIT : maxPerText
    this.ranges.clear()
    if (kind === 'char') charNgrams(pieces, min, max, limit, this.ranges)
    else wordNgrams(pieces, min, max, limit, this.ranges)
    return pieces
  }
}
