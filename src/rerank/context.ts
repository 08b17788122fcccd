import { lastWordEnd, skipSpaces } from '../text/breaks.ts'
import { expectInteger, show, withDefaults } from '../text/options.ts'
import { sentencesOf } from '../text/sentences.ts'
import { type Layout, layOut } from './context-layout.ts'
import { estimateTokens } from './estimate-tokens.ts'
import type { Filled } from './filled.ts'
import { nearlySame, wordSet } from './near-duplicates.ts'
import { type ContextPassage, checkPassages } from './passage.ts'
import type { Context } from './types.ts'

/** How passages are taken for a language model. All are optional. */
export interface ContextOptions {
  /** What the text may count at most, an integer of at least 0. Default 1000. */
  readonly maxTokens?: number | undefined
  /**
   * The number of tokens of a text, by the tokenizer of the model it is for; finite and of at least 0. Default
   * {@link estimateTokens}.
   */
  readonly countTokens?: ((text: string) => number) | undefined
}

/** The defaults of {@link ContextOptions}. */
export const CONTEXT_DEFAULTS: Filled<ContextOptions> = { maxTokens: 1000, countTokens: estimateTokens }

/** A part of a passage is of use from so many UTF-16 units on. */
const USEFUL = 40
/** A part ends with a sentence where one ends behind this share of what fits. */
const FULL = 1 / 2

/** The context so far, and how long it may be. */
class Budget {
  layout: Layout = layOut([])
  readonly taken: ContextPassage[] = []
  tokens: number

  constructor(
    private readonly maxTokens: number,
    private readonly countTokens: (text: string) => number
  ) {
    this.tokens = this.count('')
  }

  count(text: string): number {
    const tokens: unknown = this.countTokens(text)
    if (typeof tokens !== 'number' || !(tokens >= 0 && tokens < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`options.countTokens: expected a finite number of at least 0 from it, got ${show(tokens)}`)
    }
    return tokens
  }

  /** Takes a passage if all of it fits. */
  take(passage: ContextPassage): boolean {
    const layout = layOut([...this.taken, passage])
    const tokens = this.count(layout.text)
    if (tokens > this.maxTokens) return false
    this.taken.push(passage)
    this.layout = layout
    this.tokens = tokens
    return true
  }

  /** Whether a passage that does not fit would not do so alone either. */
  tooLong(passage: ContextPassage): boolean {
    return this.taken.length === 0 || this.count(layOut([passage]).text) > this.maxTokens
  }

  fits(passage: ContextPassage): boolean {
    return this.count(layOut([...this.taken, passage]).text) <= this.maxTokens
  }
}

/** The beginning of a passage, up to `end` of its text. */
function part(passage: ContextPassage, end: number): ContextPassage {
  return { ...passage, end: passage.start + end, text: passage.text.slice(0, end) }
}

/**
 * Takes the longest beginning of a passage that fits, by halving: it ends with a sentence if that is most of it, else with a
 * word. None if that is too short to be of use.
 */
function takePart(budget: Budget, passage: ContextPassage): boolean {
  const { text } = passage
  const first = skipSpaces(text, 0, text.length)
  let low = first
  let high = text.length
  let end = first
  while (high - low > 1) {
    const middle = (low + high) >> 1
    const cut = lastWordEnd(text, first, middle)
    if (cut <= end) low = middle
    else if (budget.fits(part(passage, cut))) {
      end = cut
      low = middle
    } else high = cut
  }
  if (end - first < USEFUL) return false
  const sentence = sentencesOf(text).findLast(range => range.end <= end)?.end ?? first
  if (sentence - first >= FULL * (end - first) && budget.take(part(passage, sentence))) return true
  return sentence !== end && budget.take(part(passage, end))
}

/**
 * Joins passages into a text for a prompt, each with the number that cites it:
 *
 * ```text
 * [1] Title of the document
 * The passage, as it stands in the document.
 *
 * [2] Title of another
 * Its passage.
 * ```
 *
 * Passages are taken from the greatest score down, and of equals in the order given, while the whole text counts at most
 * `maxTokens`; one that no longer fits is passed over for the next that does. The first that is too long even on its own is cut
 * behind a sentence or a word, if at least 40 characters fit. Those that say nearly the same as one taken (nine tenths of all
 * words of the two in both) are left out. Adjoining passages of a field become one source. Documents stand in the order of their
 * best passages, passages of a document in its own order.
 *
 * `text.slice(from, to)` of a source is `[start, end)` of its field, to the unit. `countTokens` is called once for each passage,
 * twice for one passed over, and once for each halving of the one that is cut; only a text that it has counted is ever
 * returned. Where nothing fits or nothing was given, the text is empty, whatever that counts.
 *
 * Throws TypeError or RangeError on options that are unknown or out of range, on a passage whose parts do not go together, and on a
 * count that is not a finite number of at least 0.
 */
export function buildContext(passages: readonly ContextPassage[], options?: ContextOptions): Context {
  const { maxTokens, countTokens } = withDefaults('options', options, CONTEXT_DEFAULTS)
  expectInteger('options.maxTokens', maxTokens, 0, Number.MAX_SAFE_INTEGER)
  if (typeof countTokens !== 'function') {
    throw new TypeError(`options.countTokens: expected a function, got ${show(countTokens)}`)
  }
  checkPassages(passages)
  const budget = new Budget(maxTokens, countTokens)
  const takenWords: Set<string>[] = []
  if (maxTokens === 0) return { ...budget.layout, tokens: budget.tokens }
  let mayCut = true
  for (const passage of [...passages].sort((a, b) => b.score - a.score)) {
    if (passage.text.trim() === '') continue
    const words = wordSet(passage.text)
    if (takenWords.some(other => nearlySame(words, other))) continue
    let taken = budget.take(passage)
    if (!taken && mayCut && budget.tooLong(passage)) {
      // A part fills the room that there was, so no other would find any.
      mayCut = false
      taken = takePart(budget, passage)
    }
    if (taken) takenWords.push(words)
  }
  return { ...budget.layout, tokens: budget.tokens }
}
