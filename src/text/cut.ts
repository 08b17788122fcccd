import type { TextForms } from './forms.ts'
import { Ranges } from './ngrams.ts'
import type { Disguises } from './no-disguises.ts'
import { scanRuns, UNICODE_WORD } from './scan.ts'
import type { Source } from './sources.ts'
import { type TokenizeOptions, tokenRanges } from './tokenize.ts'
import { pushWords } from './words.ts'

/** Cuts the strings of any text into pieces. */
export class Cutter {
  private readonly tokens = new Ranges()
  /** Whose tokens these are. */
  private found: 'word' | 'runs' | 'surface' | undefined
  private forms: TextForms = { surface: '', folded: '', stream: '' }

  constructor(
    private readonly tokenize: Required<TokenizeOptions>,
    private readonly disguises: Disguises
  ) {}

  /** Takes in a text. */
  read(forms: TextForms): void {
    this.forms = forms
    this.found = undefined
  }

  /** Appends the pieces of the text that the source wants. */
  cut(source: Source): void {
    const { kind, pieces, mask, stopWords } = source
    const { folded, stream, surface } = this.forms
    if (kind === 'char') pushWords(pieces, folded, mask, stopWords)
    else if (kind === 'slip') this.disguises.pushSlips(pieces, folded)
    else if (kind === 'text') {
      if (stream !== '') pieces.push(stream, 0, stream.length, 0, stream.length, mask)
    } else {
      const text = kind === 'surface' ? surface : folded
      if (kind !== this.found) {
        this.tokens.clear()
        if (kind === 'word') tokenRanges(text, this.tokenize, this.tokens)
        else scanRuns(text, UNICODE_WORD, true, this.tokens)
        this.found = kind
      }
      pushTokens(source, text, this.tokens)
    }
  }
}

function pushTokens({ kind, mask, stopWords, stem, pieces }: Source, text: string, tokens: Ranges): void {
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
