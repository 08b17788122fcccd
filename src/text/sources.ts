import type { RunRules } from './ascii.ts'
import { AS_WRITTEN, type AsciiForm, LOWER_CASE, UNSPACED } from './ascii-forms.ts'
import { ByteWords } from './byte-words.ts'
import type { BlockOptions } from './features-config.ts'
import { Pieces } from './pieces.ts'
import { SKLEARN_WORD, UNICODE_WORD } from './scan.ts'
import type { Stemmer } from './stem.ts'
import type { StopWords } from './stopwords.ts'
import { shortestToken, type TokenizeOptions } from './tokenize.ts'

/** Pieces of one text, shared by the blocks that are made of the same. */
export interface Source {
  /** 'runs' is a 'char' block within runs, 'text' one within the whole text. */
  readonly kind: BlockOptions['kind'] | 'runs' | 'text'
  readonly mask: boolean
  readonly stopWords: ReadonlySet<string> | null
  readonly stem: Stemmer | null
  /** How the bytes of an ASCII text are cut to the same pieces, or null where only its string can be. */
  readonly runs: RunRules | null
  readonly pieces: Pieces
}

/**
 * What a block is made of.
 *
 * @param form what the ASCII characters of a folded text are, or are to become
 */
export function sourceOf(
  block: Required<BlockOptions>,
  tokenize: Required<TokenizeOptions>,
  stem: Stemmer | null,
  stopWords: StopWords | null,
  form: AsciiForm
): Source {
  const source = {
    kind: block.within === 'spaces' ? block.kind : block.within,
    mask: block.digits === 'mask',
    stopWords: block.stopWords && stopWords !== null ? stopWords.words : null,
    stem: block.stem ? stem : null
  }
  return { ...source, runs: runsOf(source, tokenize, form), pieces: new Pieces() }
}

function runsOf(
  { kind, mask, stopWords, stem }: Omit<Source, 'runs' | 'pieces'>,
  tokenize: Required<TokenizeOptions>,
  form: AsciiForm
): RunRules | null {
  if (kind === 'text' || kind === 'slip' || stem !== null || (kind === 'char' && stopWords !== null)) return null
  const { kept, masked } = kind === 'surface' ? AS_WRITTEN : form
  const word = kind === 'word'
  return {
    kinds:
      kind === 'char' ? UNSPACED : word && tokenize.pattern === 'sklearn' ? SKLEARN_WORD.ascii : UNICODE_WORD.ascii,
    signs: kind !== 'word',
    least: word ? shortestToken(tokenize) : 1,
    written: mask ? masked : kept,
    stopWords: stopWords === null ? null : new ByteWords(stopWords),
    compared: kind === 'surface' ? LOWER_CASE.kept : kept
  }
}

/** Whether two sources have the same pieces. */
export function sameSource(a: Source, b: Source): boolean {
  return a.kind === b.kind && a.mask === b.mask && a.stopWords === b.stopWords && a.stem === b.stem
}
