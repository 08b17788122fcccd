import { pushSlips } from './disguise/slips.ts'
import type { BlockOptions, FeaturizerConfig } from './features-config.ts'
import { charNgrams, Ranges, wordNgrams } from './ngrams.ts'
import { Pieces } from './pieces.ts'
import { scanRuns, UNICODE_WORD } from './scan.ts'
import type { Stemmer } from './stem.ts'
import type { StopWords } from './stopwords.ts'
import { tokenRanges } from './tokenize.ts'
import { pushWords } from './words.ts'

const NO_LIMIT = 2 ** 31

/** Pieces of one text, shared by the blocks that are made of the same. */
interface Source {
  /** 'runs' is a 'char' block within runs, 'text' one within the whole text. */
  readonly kind: BlockOptions['kind'] | 'runs' | 'text'
  readonly mask: boolean
  readonly stopWords: ReadonlySet<string> | null
  readonly stem: Stemmer | null
  readonly pieces: Pieces
}

/** The parts of a text that n-grams are made of, in buffers used again from text to text. */
export class Analysis {
  readonly ranges = new Ranges()
  private readonly tokens = new Ranges()
  private readonly sources: Source[] = []
  /** (blocks) */
  private readonly sourceOf: readonly Source[]

  constructor(
    readonly config: FeaturizerConfig,
    stem: Stemmer | null,
    stopWords: StopWords | null
  ) {
    this.sourceOf = config.blocks.map(block =>
      this.share({
        kind: block.within === 'spaces' ? block.kind : block.within,
        mask: block.digits === 'mask',
        stopWords: block.stopWords && stopWords !== null ? stopWords.words : null,
        stem: block.stem ? stem : null,
        pieces: new Pieces()
      })
    )
  }

  private share(wanted: Source): Source {
    for (const known of this.sources) {
      const { kind, mask, stopWords, stem } = known
      const same = kind === wanted.kind && mask === wanted.mask
      if (same && stopWords === wanted.stopWords && stem === wanted.stem) return known
    }
    this.sources.push(wanted)
    return wanted
  }

  /** Whether any block needs the stream of a text. */
  get streams(): boolean {
    return this.sources.some(({ kind }) => kind === 'text')
  }

  /** Takes in a text: its surface form, that form folded, and the stream of that where it is needed. */
  read(surface: string, folded: string, stream: string): void {
    let found: Source['kind'] = 'char'
    for (const source of this.sources) {
      const { kind, pieces } = source
      pieces.clear()
      if (kind === 'char') {
        pushWords(pieces, folded, source.mask, source.stopWords)
        continue
      }
      if (kind === 'text') {
        if (stream !== '') pieces.push(stream, 0, stream.length, 0, stream.length, source.mask)
        continue
      }
      if (kind === 'slip') {
        pushSlips(pieces, folded)
        continue
      }
      const text = kind === 'surface' ? surface : folded
      if (kind !== found) {
        this.tokens.clear()
        if (kind === 'word') tokenRanges(text, this.config.tokenize, this.tokens)
        else scanRuns(text, UNICODE_WORD, true, this.tokens)
        found = kind
      }
      readTokens(source, text, this.tokens)
    }
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

function readTokens({ kind, mask, stopWords, stem, pieces }: Source, text: string, tokens: Ranges): void {
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i]
    const end = tokens.ends[i]
    if (stopWords === null && stem === null) {
      pieces.push(text, start, end, start, end, mask)
      continue
    }
    const token = text.slice(start, end)
    if (stopWords?.has(kind === 'surface' ? token.toLowerCase() : token)) continue
    const word = stem === null ? token : stem.stem(token)
    pieces.push(word, 0, word.length, start, end, mask)
  }
}
